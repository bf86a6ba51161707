import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';

/** A paper that is printed on demand: which kind, of which request or objection. */
export interface FrozenSubject {
  readonly kind: 'receipt' | 'objection-form' | 'news';
  /** What it is about: an id, or the effect key of the news. */
  readonly of: string;
  readonly caseId: string | null;
  readonly objectionId: string | null;
}

/**
 * Papers that are printed on demand (receipts, forms, news for people without e-mail) say for ever what they said when
 * they were first printed: the data of the first print is kept sealed, person, letterhead, dates and words alike, so that
 * a later copy is the same to the byte although the city's settings, its calendar or the person's address have changed.
 */
@Injectable()
export class FrozenLetters {
  constructor(private readonly vault: Vault) {}

  /** The data of the first print; `make` builds it when this is the first. The transaction must be one that writes. */
  async first<Letter extends object>(
    tx: Tx,
    subject: FrozenSubject,
    make: () => Promise<Letter> | Letter,
  ): Promise<Letter> {
    const name = `${subject.kind}:${subject.of}`;
    const kept = await this.read<Letter>(tx, name);
    if (kept !== null) return kept;
    const letter = await make();
    const sealed = this.vault.seal(JSON.stringify(letter), place(name));
    await tx.query(
      `INSERT INTO frozen_letters (subject, case_id, objection_id, letter_sealed, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (subject) DO NOTHING`,
      [name, subject.caseId, subject.objectionId, sealed, await tx.now()],
    );
    // Of two first prints at once the one that was written counts.
    return (await this.read<Letter>(tx, name)) ?? letter;
  }

  /** The data of the first print, or null before it. */
  kept<Letter>(tx: Tx, { kind, of }: FrozenSubject): Promise<Letter | null> {
    return this.read<Letter>(tx, `${kind}:${of}`);
  }

  private async read<Letter>(tx: Tx, name: string): Promise<Letter | null> {
    const rows = await tx.query<{ letter_sealed: Buffer }>(
      'SELECT letter_sealed FROM frozen_letters WHERE subject = $1',
      [name],
    );
    const sealed = rows[0]?.letter_sealed;
    if (sealed === undefined) return null;
    return JSON.parse(this.vault.open(sealed, place(name)).toString('utf8')) as Letter;
  }
}

function place(name: string): string {
  return `frozen_letters|letter_sealed|${name}`;
}
