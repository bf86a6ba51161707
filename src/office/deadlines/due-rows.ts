import { Injectable } from '@nestjs/common';
import type { DeadlineKind } from '../../law/deadline-kinds.js';
import type { Tx } from '../../platform/database/tx.js';
import { DueAlarm } from './due-alarm.js';

/** A clock to start. `stage` tells apart what a case has more than one of (`first`, `extended`, `h-3`). */
export interface NewDueRow {
  readonly caseId: string | null;
  /** The objection whose clock it is, with or without a case behind it. */
  readonly objectionId?: string;
  readonly kind: DeadlineKind;
  readonly stage: string;
  readonly dueAt: Date;
  /** Ids, codes and dates that the handler needs; no personal data. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** A clock that is set to another moment; `facts` are laid over those of the row. */
export interface MovedDueRow {
  readonly caseId: string | null;
  readonly kind: DeadlineKind;
  readonly stage: string;
  readonly dueAt: Date;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A due row in hand of its handler. */
export interface DueRow {
  readonly id: string;
  readonly caseId: string | null;
  readonly kind: DeadlineKind;
  readonly stage: string;
  readonly dueAt: Date;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Kinds that are due when they are written; as the words of the index `due_rows_at_once`. */
const AT_ONCE = `'suggest-routing', 'issue-letter', 'register-import'`;

/**
 * The due rows of a case: legal clock and timer in one. Written in the transaction of the step that starts or stops
 * the clock; unique per case, kind and stage, so that nothing takes effect twice.
 */
@Injectable()
export class DueRows {
  constructor(private readonly alarm: DueAlarm) {}

  /** Starts clocks. A row that exists already stays as it is. */
  async start(tx: Tx, rows: readonly NewDueRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.now();
    const inserted = await tx.query<{ id: string; due_at: Date }>(
      `INSERT INTO due_rows (case_id, kind, stage, due_at, facts, objection_id)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::jsonb[], $6::uuid[])
       ON CONFLICT (case_id, kind, stage) DO NOTHING RETURNING id, due_at`,
      [
        rows.map((row) => row.caseId),
        rows.map((row) => row.kind),
        rows.map((row) => row.stage),
        rows.map((row) => row.dueAt.toISOString()),
        rows.map((row) => JSON.stringify(row.facts ?? {})),
        rows.map((row) => row.objectionId ?? null),
      ],
    );
    this.armAfterCommit(tx, inserted);
  }

  /** Stops open clocks of these kinds: they will not fire. Already fired ones stay. */
  async stop(tx: Tx, caseId: string, kinds: readonly DeadlineKind[]): Promise<void> {
    await tx.execute(
      `UPDATE due_rows SET done_at = $3, recorded_at = $3, effective_at = $3, outcome = 'stopped'
       WHERE case_id = $1 AND kind = ANY ($2) AND done_at IS NULL`,
      [caseId, kinds, await tx.now()],
    );
  }

  /**
   * Takes the clocks of this kind that have run out and that no worker has taken, in the order of their time, for a step
   * that comes after them; the caller holds the lock of the case and lets them take effect.
   */
  async takePassed(
    tx: Tx,
    caseId: string,
    kind: DeadlineKind,
  ): Promise<readonly Pick<DueRow, 'stage' | 'dueAt'>[]> {
    const passed = await tx.query<{ stage: string; due_at: Date }>(
      `UPDATE due_rows SET done_at = $3, recorded_at = $3, effective_at = due_at, outcome = 'taken'
       WHERE case_id = $1 AND kind = $2 AND done_at IS NULL AND due_at <= $3 RETURNING stage, due_at`,
      [caseId, kind, await tx.now()],
    );
    return passed
      .map(({ stage, due_at: dueAt }) => ({ stage, dueAt }))
      .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  }

  /** Stops one open clock where the case may have several of its kind; `caseId` null for what has no case. */
  async stopOne(tx: Tx, caseId: string | null, kind: DeadlineKind, stage: string): Promise<void> {
    await tx.execute(
      `UPDATE due_rows SET done_at = $4, recorded_at = $4, effective_at = $4, outcome = 'stopped'
       WHERE case_id IS NOT DISTINCT FROM $1::uuid AND kind = $2 AND stage = $3 AND done_at IS NULL`,
      [caseId, kind, stage, await tx.now()],
    );
  }

  /** Stops open clocks of one objection and leaves those of the case's other objections alone. */
  async stopOfObjection(tx: Tx, objectionId: string, kinds: readonly DeadlineKind[]): Promise<void> {
    await tx.execute(
      `UPDATE due_rows SET done_at = $3, recorded_at = $3, effective_at = $3, outcome = 'stopped'
       WHERE objection_id = $1 AND kind = ANY ($2) AND done_at IS NULL`,
      [objectionId, kinds, await tx.now()],
    );
  }

  /** Moves an open clock; `false` when it has fired or never ran. */
  async move(tx: Tx, caseId: string, kind: DeadlineKind, stage: string, dueAt: Date): Promise<boolean> {
    await tx.now();
    const moved = await tx.query<{ id: string; due_at: Date }>(
      `UPDATE due_rows SET due_at = $4, retry_at = NULL WHERE case_id = $1 AND kind = $2 AND stage = $3 AND done_at IS NULL
       RETURNING id, due_at`,
      [caseId, kind, stage, dueAt],
    );
    this.armAfterCommit(tx, moved);
    return moved.length > 0;
  }

  /** Moves one open clock; `caseId` null for what has no case. One that has fired stays as it is. */
  async moveOne(tx: Tx, row: MovedDueRow): Promise<void> {
    await tx.now();
    const moved = await tx.query<{ id: string; due_at: Date }>(
      `UPDATE due_rows SET due_at = $4, retry_at = NULL, facts = facts || $5::jsonb
       WHERE case_id IS NOT DISTINCT FROM $1::uuid AND kind = $2 AND stage = $3 AND done_at IS NULL
       RETURNING id, due_at`,
      [row.caseId, row.kind, row.stage, row.dueAt, JSON.stringify(row.facts)],
    );
    this.armAfterCommit(tx, moved);
  }

  /** Moves many open clocks of cases with one statement; one that has fired stays as it is. */
  async moveAll(tx: Tx, rows: readonly MovedDueRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.now();
    const moved = await tx.query<{ id: string; due_at: Date }>(
      `UPDATE due_rows d SET due_at = m.due_at, retry_at = NULL, facts = d.facts || m.facts
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::jsonb[])
         AS m(case_id, kind, stage, due_at, facts)
       WHERE d.case_id = m.case_id AND d.kind = m.kind AND d.stage = m.stage AND d.done_at IS NULL
       RETURNING d.id, d.due_at`,
      [
        rows.map((row) => row.caseId),
        rows.map((row) => row.kind),
        rows.map((row) => row.stage),
        rows.map((row) => row.dueAt.toISOString()),
        rows.map((row) => JSON.stringify(row.facts)),
      ],
    );
    this.armAfterCommit(tx, moved);
  }

  /**
   * Brings back to now what is always written for the moment itself and lies ahead: the clock was set back since. What has
   * a day of its own stays. Returns how many; never waits for a row.
   */
  async bringBack(tx: Tx): Promise<number> {
    const now = await tx.now();
    const brought = await tx.query<{ id: string; due_at: Date }>(
      `UPDATE due_rows d SET due_at = $1, retry_at = NULL FROM (
         SELECT id FROM due_rows WHERE done_at IS NULL AND due_at > $1 AND kind IN (${AT_ONCE}) FOR UPDATE SKIP LOCKED) ahead
       WHERE d.id = ahead.id RETURNING d.id, d.due_at`,
      [now],
    );
    this.armAfterCommit(tx, brought);
    return brought.length;
  }

  private armAfterCommit(tx: Tx, rows: readonly { id: string; due_at: Date }[]): void {
    if (rows.length === 0) return;
    tx.afterCommit(async () =>
      this.alarm.arm(
        rows.map((row) => ({ id: row.id, dueAt: row.due_at })),
        await tx.now(),
      ),
    );
  }
}
