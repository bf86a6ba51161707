import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { ClockGuard } from './clock-guard.js';
import { DeadlineHandlers } from './deadline-handlers.js';
import type { DueRow } from './due-rows.js';

interface Claimed {
  readonly id: string;
  readonly case_id: string | null;
  readonly kind: DueRow['kind'];
  readonly stage: string;
  readonly due_at: Date;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Of a row that failed. One that waits longer began to wait before the clock was set back, and is tried at once. */
const LONGEST_PAUSE = `interval '10 minutes'`;
const BATCH = 50;
/** Cases that one sweep works on at once: what a row costs is mostly waiting for the disk, which lanes share. */
const LANES = 4;

interface Candidate {
  readonly id: string;
  readonly case_id: string | null;
}

/**
 * Takes due rows one transaction each, a few cases at once: claims a row with FOR UPDATE SKIP LOCKED after its case,
 * lets the handler act, marks the row done with its effect dated `due_at`. Any number of sweepers may run; none ever
 * waits for a lock, and a case that somebody is deciding right now is left for the next round. Rows of one case go in
 * the order of their time.
 */
@Injectable()
export class Sweeper {
  private readonly logger = new Logger('sweeper');
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly handlers: DeadlineHandlers,
    private readonly guard: ClockGuard,
  ) {}

  /** Takes all that is due, at most `limit` rows, unless the clock jumped. Returns how many were done. */
  async sweep(limit = 1_000): Promise<number> {
    let done = 0;
    while (done < limit && !this.stopped && (await this.guard.mayAct())) {
      let progress = 0;
      for (const wave of wavesOf(await this.candidates())) progress += await this.takeWave(wave);
      done += progress;
      if (progress === 0) break;
    }
    return done;
  }

  /** Takes no further row: what is left stays for another worker, or for the next start. */
  stop(): void {
    this.stopped = true;
  }

  private async take(id: string): Promise<boolean> {
    let claimed: Claimed | undefined;
    try {
      return await this.database.transaction(SYSTEM, ALL, async (tx) => {
        claimed = await this.claim(tx, id);
        if (claimed === undefined) return false;
        const row = toDueRow(claimed);
        const outcome = await this.handlers.of(row.kind).take(tx, row);
        await tx.execute(
          `UPDATE due_rows SET done_at = $2, recorded_at = $2, effective_at = due_at, outcome = $3 WHERE id = $1`,
          [row.id, await tx.now(), outcome],
        );
        return true;
      });
    } catch (error) {
      if (claimed === undefined) throw error;
      await this.postpone(claimed, error);
      return false;
    }
  }

  private async takeWave(wave: readonly (readonly string[])[]): Promise<number> {
    const waiting = [...wave];
    let done = 0;
    const lane = async (): Promise<void> => {
      for (let chain = waiting.shift(); chain !== undefined; chain = waiting.shift()) {
        for (const id of chain) if (!this.stopped && (await this.take(id))) done += 1;
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
    for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
    return done;
  }

  private async candidates(): Promise<readonly Candidate[]> {
    return this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<Candidate>(
        `SELECT id, case_id FROM due_rows
         WHERE done_at IS NULL AND due_at <= (SELECT tenggat_now()) AND (retry_at IS NULL OR retry_at <= (SELECT tenggat_now())
             OR retry_at > (SELECT tenggat_now()) + ${LONGEST_PAUSE})
         ORDER BY due_at, id LIMIT ${String(BATCH)}`,
      ),
    );
  }

  // Lock order case (or the objection that has none), then row, as everywhere; all with SKIP LOCKED, so that a sweeper
  // never waits while it holds. The part of a request is taken only together with the request.
  private async claim(tx: Tx, id: string): Promise<Claimed | undefined> {
    const locked = await tx.query<{ id: string; parent_id: string | null }>(
      `SELECT c.id, c.parent_id FROM cases c JOIN due_rows d ON d.case_id = c.id WHERE d.id = $1 FOR UPDATE OF c SKIP LOCKED`,
      [id],
    );
    const request = locked[0]?.parent_id ?? null;
    if (request !== null && !(await this.lockFree(tx, request))) return undefined;
    const owner =
      locked[0] === undefined
        ? await tx.query<{ id: string }>(
            `SELECT o.id FROM objections o JOIN due_rows d ON d.objection_id = o.id
             WHERE d.id = $1 AND d.case_id IS NULL FOR UPDATE OF o SKIP LOCKED`,
            [id],
          )
        : [];
    const rows = await tx.query<Claimed>(
      `SELECT d.id, d.case_id, d.kind, d.stage, d.due_at, d.facts FROM due_rows d
       WHERE d.id = $1 AND d.done_at IS NULL AND d.due_at <= (SELECT tenggat_now())
         AND (d.case_id = $2 OR (d.case_id IS NULL AND (d.objection_id IS NULL OR d.objection_id = $3)))
         AND NOT EXISTS (SELECT 1 FROM due_rows e WHERE e.case_id = d.case_id AND e.done_at IS NULL AND e.retry_at IS NULL
           AND (e.due_at, e.id) < (d.due_at, d.id))
       FOR UPDATE OF d SKIP LOCKED`,
      [id, locked[0]?.id ?? null, owner[0]?.id ?? null],
    );
    return rows[0];
  }

  private async lockFree(tx: Tx, caseId: string): Promise<boolean> {
    const rows = await tx.query('SELECT 1 FROM cases WHERE id = $1 FOR UPDATE SKIP LOCKED', [caseId]);
    return rows.length > 0;
  }

  // A row that fails must not stop the others: it comes back after a growing pause and shows in the health check.
  private async postpone(row: Claimed, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : 'failed';
    this.logger.error(
      `due row ${row.id} ${row.kind}/${row.stage}: ${error instanceof Error ? String(error.stack) : reason}`,
    );
    await this.database.transaction(SYSTEM, ALL, (tx) =>
      tx.execute(
        `UPDATE due_rows SET attempts = attempts + 1, last_error = left($2, 500),
           retry_at = tenggat_now() + least(${LONGEST_PAUSE}, interval '5 seconds' * power(2, attempts))
         WHERE id = $1 AND done_at IS NULL`,
        [row.id, reason],
      ),
    );
  }
}

/**
 * Rows that may go side by side, as one chain a case. A row of no case (a digest) sums up what cases did before it, so
 * it is a wave of its own.
 */
function wavesOf(rows: readonly Candidate[]): readonly (readonly (readonly string[])[])[] {
  const waves: Map<string, string[]>[] = [];
  let open: Map<string, string[]> | undefined;
  for (const { id, case_id: caseId } of rows) {
    if (open === undefined || caseId === null) {
      open = new Map<string, string[]>();
      waves.push(open);
    }
    const chain = open.get(caseId ?? id);
    if (chain === undefined) open.set(caseId ?? id, [id]);
    else chain.push(id);
    if (caseId === null) open = undefined;
  }
  return waves.map((wave) => [...wave.values()]);
}

function toDueRow(row: Claimed): DueRow {
  return {
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    stage: row.stage,
    dueAt: row.due_at,
    facts: row.facts,
  };
}
