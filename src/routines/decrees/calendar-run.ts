import { Injectable, Logger } from '@nestjs/common';
import { DISPUTE_STATES_IN_WORKING_DAYS, LIVE_OBJECTION_STATES } from '../../law/state-sets.js';
import { MoveDisputeDates } from '../../cases/disputes/move-dispute-dates.js';
import { MovePeriodicDates } from '../../cases/objections/move-periodic-dates.js';
import { MoveReviewDays } from '../../cases/refusals/move-review-days.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { sqlWords } from '../../platform/database/sql-words.js';
import type { Tx } from '../../platform/database/tx.js';
import { keepMoves } from './calendar-moves.js';
import { RecomputeBatch } from './recompute-batch.js';
import { countings, coverageByVersion, decreesByVersion, type RoundOfDecree } from './round-of-decree.js';
import { OPEN_CASES } from './running-clocks.queries.js';

/** What a stretch of work came to. */
export interface RunProgress {
  /** Nothing is left to be counted anew. */
  readonly finished: boolean;
  /** Cases that this stretch has done. */
  readonly done: number;
}

/** Cases of one transaction: short enough that nobody waits for a lock of theirs. */
const BATCH = 25;
/** Ids that are looked up at once. */
const AHEAD = 1_000;
/** Less than the id of any case. */
const NO_CASE = '00000000-0000-0000-0000-000000000000';
/** In seconds: how long after a change another process may still count with the calendar that it knows. */
const STALE_SECONDS = 60;

/**
 * Counts the open cases anew after the calendar changed: in small transactions, for as long as the caller has time.
 * Whoever is killed loses one batch; whoever comes next goes on where the rows say.
 */
@Injectable()
export class CalendarRun {
  private readonly logger = new Logger('calendar');

  constructor(
    private readonly database: Database,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly batch: RecomputeBatch,
    private readonly disputes: MoveDisputeDates,
    private readonly periodic: MovePeriodicDates,
    private readonly reviews: MoveReviewDays,
  ) {}

  /** Works through the cases that were counted with an older calendar, for about so many milliseconds. */
  async work(milliseconds: number): Promise<RunProgress> {
    const round = await this.round();
    await this.begin(round.version);
    const until = performance.now() + milliseconds;
    let done = 0;
    for (;;) {
      const ids = await this.pending(round.version);
      if (ids.length === 0) {
        await this.moveOthers(round);
        await this.finish(round.version);
        return { finished: true, done };
      }
      const before = done;
      for (let at = 0; at < ids.length; at += BATCH) {
        done += await this.take(ids.slice(at, at + BATCH), round, false);
        if (performance.now() > until) return { finished: false, done };
      }
      if (done === before) return { finished: false, done };
    }
  }

  /**
   * Looks once more at what was acted on while another process may have counted with the former calendar, behind the case
   * `seen` and for about so many milliseconds. Needs no repeat: what is right already stays as it is. Answers the last case
   * it has looked at, or null when there is no other.
   */
  async check(version: number, seen: string | null, milliseconds: number): Promise<string | null> {
    const round = await this.round();
    const until = performance.now() + milliseconds;
    const ids = await this.actedOn(version, seen);
    for (let at = 0; at < ids.length; at += BATCH) {
      const some = ids.slice(at, at + BATCH);
      await this.take(some, round, true);
      const isLast = at + BATCH >= ids.length && ids.length < AHEAD;
      if (!isLast && performance.now() > until) return some.at(-1) ?? null;
    }
    if (ids.length === AHEAD) return ids.at(-1) ?? null;
    await this.work(0);
    await this.database.transaction(SYSTEM, ALL, async (tx) =>
      tx.execute('UPDATE calendar_runs SET checked_at = $2 WHERE version = $1 AND checked_at IS NULL', [
        version,
        await tx.now(),
      ]),
    );
    return null;
  }

  private async actedOn(version: number, seen: string | null): Promise<readonly string[]> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ id: string }>(
        `SELECT DISTINCT a.case_id AS id FROM audit a, (SELECT started_at FROM calendar_runs WHERE version = $1) r
         WHERE a.case_id > $3 AND a.recorded_at >= r.started_at - interval '5 seconds'
           AND a.recorded_at <= r.started_at + make_interval(secs => $2) ORDER BY 1 LIMIT ${String(AHEAD)}`,
        [version, STALE_SECONDS, seen ?? NO_CASE],
      ),
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Disputes, exemption decrees and objections without a request are few and need no list: a date that is right stays
   * as it is.
   */
  private async moveOthers(round: RoundOfDecree): Promise<void> {
    const open = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ id: string; dispute: boolean }>(
        `SELECT id, true AS dispute FROM disputes WHERE status IN (${sqlWords(DISPUTE_STATES_IN_WORKING_DAYS)})
         UNION ALL
         SELECT id, false FROM objections WHERE case_id IS NULL AND status IN (${sqlWords(LIVE_OBJECTION_STATES)})`,
      ),
    );
    const { version } = round;
    const decree = round.decreeSince(version - 1);
    const facts = { decree, calendar: version };
    for (const { id, dispute } of open)
      await this.database.transaction(SYSTEM, ALL, async (tx) => {
        const moved = dispute
          ? await this.disputes.run(tx, id, (ruleSet) => ({ ...round.countingOf(ruleSet), facts }))
          : await this.periodic.run(tx, id, (ruleSet) => ({ ...round.countingOf(ruleSet), version, decree }));
        await keepMoves(
          tx,
          version,
          moved.map((one) => ({ ...one, caseId: null })),
        );
      });
    const calendar = await this.calendar.get();
    await this.database.transaction(SYSTEM, ALL, async (tx) => {
      const moved = await this.reviews.run(tx, calendar, facts);
      await keepMoves(
        tx,
        version,
        moved.map((one) => ({ ...one, caseId: null })),
      );
    });
  }

  private async round(): Promise<RoundOfDecree> {
    const readings = await this.calendar.newest();
    const countingOf = countings(await this.rules.all(), (ruleset) => readings.in(ruleset));
    const decreeSince = await this.database.read(SYSTEM, ALL, decreesByVersion);
    const coveredAt = await this.database.read(SYSTEM, ALL, coverageByVersion);
    return { version: Number(readings.version), countingOf, decreeSince, coveredAt };
  }

  private async begin(version: number): Promise<void> {
    await this.database.transaction(SYSTEM, ALL, async (tx) => {
      await tx.query(
        `INSERT INTO calendar_runs (version, started_at, total)
         SELECT $1, $2, count(*) FROM cases c WHERE ${OPEN_CASES} AND c.calendar_version < $1
         ON CONFLICT (version) DO NOTHING`,
        [version, await tx.now()],
      );
    });
  }

  private async pending(version: number): Promise<readonly string[]> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ id: string }>(
        `SELECT c.id FROM cases c WHERE ${OPEN_CASES} AND c.calendar_version < $1
           AND NOT EXISTS (SELECT 1 FROM calendar_failures f WHERE f.version = $1 AND f.case_id = c.id)
         ORDER BY c.due_at NULLS LAST, c.id LIMIT ${String(AHEAD)}`,
        [version],
      ),
    );
    return rows.map(({ id }) => id);
  }

  private async finish(version: number): Promise<void> {
    await this.database.transaction(SYSTEM, ALL, async (tx) =>
      tx.execute('UPDATE calendar_runs SET finished_at = $2 WHERE version <= $1 AND finished_at IS NULL', [
        version,
        await tx.now(),
      ]),
    );
  }

  // A case that fails must not hold up the others: its batch is taken one by one, and the failure is kept.
  private async take(ids: readonly string[], round: RoundOfDecree, again: boolean): Promise<number> {
    try {
      return await this.database.transaction(SYSTEM, ALL, (tx) => this.count(tx, ids, round, again));
    } catch (error) {
      if (ids.length > 1) {
        let done = 0;
        for (const id of ids) done += await this.take([id], round, again);
        return done;
      }
      await this.keepFailure(ids[0] ?? '', round.version, error);
      return 0;
    }
  }

  private async count(tx: Tx, ids: readonly string[], round: RoundOfDecree, again: boolean): Promise<number> {
    const done = await this.batch.run(tx, ids, round, again);
    if (!again) {
      await tx.execute('UPDATE calendar_runs SET done = least(total, done + $2) WHERE version = $1', [
        round.version,
        done,
      ]);
    }
    return done;
  }

  private async keepFailure(caseId: string, version: number, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : 'failed';
    this.logger.error(`case ${caseId}: ${error instanceof Error ? String(error.stack) : reason}`);
    await this.database.transaction(SYSTEM, ALL, async (tx) =>
      tx.query(
        `INSERT INTO calendar_failures (version, case_id, reason, at) VALUES ($1, $2, left($3, 500), $4)
         ON CONFLICT DO NOTHING`,
        [version, caseId, reason, await tx.now()],
      ),
    );
  }
}
