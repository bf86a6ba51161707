import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import type { MailKindName } from '../../office/notifications/mail-kinds.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from './case-row.js';

/** A printed letter whose receipt was recorded. */
export interface ReceivedLetter {
  /** Effect key of the mail, or of the letter. */
  readonly effectKey: string;
  /** The round of a letter of incompleteness. */
  readonly round: number | null;
  readonly receivedOn: LocalDate;
}

/** How a printed letter left the office: by post, or from hand to hand at the counter. */
export type LetterWay = 'post' | 'counter';

/** A printed letter whose leaving was recorded. */
export interface LetterThatLeft {
  readonly effectKey: string;
  readonly leftOn: LocalDate;
  readonly way: LetterWay;
  /** Its receipt was recorded with it, and counts in its own way. */
  readonly isReceived: boolean;
}

/** What follows from a letter that has not left by the last day of its term. Nothing is locked. */
export type LateTaker = (tx: Tx, effectKey: string) => Promise<void>;

/** What follows before the law from the day on which a letter left the office. The case is locked; one of several finds it changed. */
export type LeavingTaker = (tx: Tx, row: CaseRow, letter: LetterThatLeft) => Promise<void>;

/** Whether a term starts with the receipt of one letter of a kind. */
export type ReceiptCounts = (tx: Tx, effectKey: string) => Promise<boolean>;

/** What follows before the law from the day on which the requester received a letter. The case is locked. */
export type ReceiptTaker = (tx: Tx, row: CaseRow, letter: ReceivedLetter) => Promise<void>;

/**
 * News whose receipt starts a term of the requester, and the room that counts it: T3 of the letter of incompleteness, T7
 * of a notice or closing, T10 of the superior's answer. Its day is asked for; the posting alone ends nothing.
 */
@Injectable()
export class LetterReceipts {
  private readonly takers = new Map<
    string,
    { readonly taker: ReceiptTaker; readonly counts: ReceiptCounts }
  >();
  private readonly leavings = new Map<string, LeavingTaker[]>();
  private readonly lates = new Map<string, LateTaker>();

  /** Called by the room of a kind when it is made; `counts` leaves out letters whose receipt starts nothing. Throws on a second one. */
  register(
    kind: MailKindName,
    taker: ReceiptTaker,
    counts: ReceiptCounts = () => Promise.resolve(true),
  ): void {
    if (this.takers.has(kind)) throw new Error(`two rooms count the receipt of ${kind}`);
    this.takers.set(kind, { taker, counts });
  }

  /** For news that must leave within a term of the office, or that something is given with. Rooms are told in turn. */
  registerLeaving(kind: MailKindName, taker: LeavingTaker): void {
    this.leavings.set(kind, [...(this.leavings.get(kind) ?? []), taker]);
  }

  /** For news whose term passes when it has not left by then. Throws on a second room. */
  registerLate(kind: MailKindName, taker: LateTaker): void {
    if (this.lates.has(kind)) throw new Error(`two rooms count the lateness of ${kind}`);
    this.lates.set(kind, taker);
  }

  /** Counts that a letter has not left by its last day; nothing for news that ends no term. */
  async late(tx: Tx, kind: string, effectKey: string): Promise<void> {
    await this.lates.get(kind)?.(tx, effectKey);
  }

  /** Counts that a letter has left; nothing for news that may leave any day. */
  async left(tx: Tx, row: CaseRow, kind: string, letter: LetterThatLeft): Promise<void> {
    for (const taker of this.leavings.get(kind) ?? []) await taker(tx, row, letter);
  }

  /** Whether the receipt of this letter is asked for. */
  async startsTerm(tx: Tx, kind: string, effectKey: string): Promise<boolean> {
    return (await this.takers.get(kind)?.counts(tx, effectKey)) ?? false;
  }

  /** Counts the term of a letter that was received; nothing for news that starts none. */
  async received(tx: Tx, row: CaseRow, kind: string, letter: ReceivedLetter): Promise<void> {
    await this.takers.get(kind)?.taker(tx, row, letter);
  }
}
