import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';

/** A mail of the outbox without anything that was written in it or to whom. */
export interface OutgoingMail {
  readonly kind: string;
  readonly register_number: string | null;
  readonly state: 'waiting' | 'accepted' | 'refused' | 'undeliverable' | 'superseded';
  readonly attempts: number;
  readonly created_at: Date;
  readonly next_attempt_at: Date;
  readonly accepted_at: Date | null;
}

export interface OutgoingCounts {
  readonly waiting: number;
  readonly retried: number;
  readonly accepted: number;
  readonly refused: number;
  readonly printed: number;
}

export type OutgoingView = 'semua' | 'menunggu' | 'ditolak';

const CONDITIONS: Readonly<Record<OutgoingView, string>> = {
  semua: 'true',
  menunggu: `o.state = 'waiting'`,
  ditolak: `o.state IN ('refused', 'undeliverable')`,
};

const MOST_ROWS = 100;

/** What goes out and what waits. The caller's scope must be the city: numbers of cases stand beside the mails. */
@Injectable()
export class OutgoingMails {
  /** The newest hundred of a view. */
  list(tx: Tx, view: OutgoingView): Promise<readonly OutgoingMail[]> {
    return tx.query<OutgoingMail>(
      `SELECT o.kind, c.register_number, o.state, o.attempts, o.created_at, o.next_attempt_at, o.accepted_at
       FROM outbox o LEFT JOIN cases c ON c.id = o.case_id
       WHERE ${CONDITIONS[view]} ORDER BY o.id DESC LIMIT ${String(MOST_ROWS)}`,
    );
  }

  /** What waits now, and what became of the mails of the last 24 hours. */
  async counts(tx: Tx): Promise<OutgoingCounts> {
    const rows = await tx.query<OutgoingCounts>(
      `SELECT (SELECT count(*)::int FROM outbox WHERE state = 'waiting') AS waiting,
         (SELECT count(*)::int FROM outbox WHERE state = 'waiting' AND attempts > 0) AS retried,
         (count(*) FILTER (WHERE state = 'accepted'))::int AS accepted,
         (count(*) FILTER (WHERE state = 'refused'))::int AS refused,
         (count(*) FILTER (WHERE state = 'undeliverable'))::int AS printed
       FROM outbox WHERE created_at > (SELECT tenggat_now()) - interval '24 hours'`,
    );
    return rows[0] ?? { waiting: 0, retried: 0, accepted: 0, refused: 0, printed: 0 };
  }
}
