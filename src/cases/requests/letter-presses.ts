import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';

/** A letter as it was frozen in the register of letters. */
export interface IssuedLetter {
  readonly id: string;
  readonly kind: string;
  readonly number: string | null;
  readonly facts: unknown;
  readonly frame: unknown;
  readonly issued_at: Date;
  readonly file_id: string | null;
  readonly objection_id: string | null;
}

/** How a kind of letter that is no notice of the PPID becomes a kept file. */
export interface LetterPress {
  /** Prints and keeps the letter and returns the file's id; null when its subject is gone. */
  issue(tx: Tx, letter: IssuedLetter): Promise<string | null>;
}

/** Kinds of letters with a press of their own; every other kind is a notice and printed by `CaseLetters`. */
@Injectable()
export class LetterPresses {
  private readonly presses = new Map<string, LetterPress>();

  /** Called by each press when it is made. Throws on a second press of a kind. */
  register(kind: string, press: LetterPress): void {
    if (this.presses.has(kind)) throw new Error(`two presses for the letter ${kind}`);
    this.presses.set(kind, press);
  }

  of(kind: string): LetterPress | undefined {
    return this.presses.get(kind);
  }
}
