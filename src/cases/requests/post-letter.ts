import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import type { CaseRow } from './case-row.js';
import { RecordPosting, type Posting } from './record-posting.js';

/** What is recorded of a letter of the case: the news that it stands for, and how and when it left. */
export type PostedLetter = Pick<Posting, 'mail' | 'way' | 'sentOn' | 'receivedOn'>;

interface WaitingLetter {
  readonly once_key: string;
  readonly effect_key: string;
  readonly round: number | null;
  readonly created_at: Date;
}

/**
 * Records the posting of a letter that waits at the desk, by the news that it stands for: of several the oldest first, those
 * that have not left before those whose receipt alone is open.
 */
@Injectable()
export class PostLetter {
  constructor(
    private readonly posting: RecordPosting,
    private readonly tasks: Tasks,
  ) {}

  /** Throws 409 where no such letter waits, 422 for an impossible day. */
  async run(tx: Tx, row: CaseRow, posted: PostedLetter): Promise<void> {
    const [letter] = await tx.query<WaitingLetter>(
      `SELECT once_key, facts->>'effectKey' AS effect_key, (facts->>'round')::int AS round, created_at FROM tasks
       WHERE case_id = $1 AND kind = 'print-mail' AND done_at IS NULL AND facts->>'mail' = $2
       ORDER BY EXISTS (SELECT 1 FROM postings p WHERE p.effect_key = tasks.facts->>'effectKey'), created_at, id LIMIT 1`,
      [row.id, posted.mail],
    );
    if (letter === undefined) throw refused('not-in-this-state');
    const isWhole = await this.posting.run(tx, row, {
      ...posted,
      effectKey: letter.effect_key,
      round: letter.round,
      issuedOn: localDayOf(letter.created_at),
    });
    if (isWhole) await this.tasks.settle(tx, letter.once_key, tx.actor.id);
  }
}
