import { Injectable, Logger } from '@nestjs/common';
import { MoveDisputeDates } from '../../cases/disputes/move-dispute-dates.js';
import { MovePeriodicDates } from '../../cases/objections/move-periodic-dates.js';
import { MoveReviewDays } from '../../cases/refusals/move-review-days.js';
import type { DayRow } from '../../law/free-days.js';
import { earlierOf, localDate, localDayOf, yearOf, type LocalDate } from '../../law/local-date.js';
import { Audit } from '../../office/audit/audit.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CalendarReadings, CurrentCalendar } from '../../office/calendar/current-calendar.js';
import {
  allFaults,
  citationOf,
  closuresWithoutCopy,
  fitDecree,
  readDecree,
  type CalendarChanges,
  type DecreeNote,
  type DecreeReading,
  type DecreeRow,
} from '../../office/calendar/decree-text.js';
import { changedDays, Decrees, firstChangedDay, type Decree } from '../../office/calendar/decrees.js';
import { coveredYearsOf, yearGap, type YearGap } from '../../office/calendar/holidays-file.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, type Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, notFound, refused } from '../../platform/http/problems.js';
import { Idempotency } from '../../platform/idempotency/idempotency.js';
import { recomputeRow } from './calendar-recompute.deadline.js';
import { movesOf } from './calendar-moves.js';
import { CalendarRun } from './calendar-run.js';
import { isTold } from './date-news.js';
import { affectedDates, firmDates, movedClocks, type AffectedDate, type FirmDate } from './moved-clocks.js';
import { countings, coverageByVersion } from './round-of-decree.js';
import { clocksBeyond } from './running-clocks.queries.js';

/** What a decree would do, before anybody agrees to it. */
export interface DecreePreview {
  readonly rows: readonly DecreeRow[];
  readonly notes: readonly DecreeNote[];
  /** Dates that move, those that come EARLIER first. */
  readonly affected: readonly AffectedDate[];
  /** Dates that stay and become certain; of a decree that counts already, none. */
  readonly firm: readonly FirmDate[];
  /** Years of which it brings national holidays and which are not whole with it: their dates stay provisional. */
  readonly gaps: readonly YearGap[];
}

/** A decree that is kept, with what it does. */
export interface KeptDecree extends DecreePreview {
  readonly id: string;
  readonly state: Decree['state'];
}

/** How long the person who applies a decree waits for the counting; a worker does what is left. */
const AT_ONCE_MILLISECONDS = 2_000;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/**
 * A decree goes through two hands: one admin brings it in, another one applies it. Applying makes a new version of the
 * calendar; the open cases are then counted anew, by this process for a moment and by the workers to the end.
 */
@Injectable()
export class DecreeDesk {
  private readonly logger = new Logger('calendar');

  constructor(
    private readonly database: Database,
    private readonly decrees: Decrees,
    private readonly audit: Audit,
    private readonly dueRows: DueRows,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly objections: MovePeriodicDates,
    private readonly disputes: MoveDisputeDates,
    private readonly reviews: MoveReviewDays,
    private readonly run: CalendarRun,
    private readonly files: ClaimFiles,
    private readonly idempotency: Idempotency,
  ) {}

  /** What the CSV of a decree would do; nothing is kept. Throws 422 with the faults of every line. */
  preview(actor: Actor, content: Buffer, fileId: string | null): Promise<DecreePreview> {
    const read = readDecree(content);
    return this.database.read(actor, NOTHING, (tx) => this.look(tx, read, fileId));
  }

  /**
   * Keeps a decree for another admin to apply; `fileId` is its document, uploaded before. With a key the same decree is
   * kept once, and a repeat gets the answer of the first time. Throws 422.
   */
  propose(
    actor: Actor,
    content: Buffer,
    fileId: string | null,
    key: string | null = null,
  ): Promise<KeptDecree> {
    const read = readDecree(content);
    return this.database.transaction(actor, NOTHING, (tx) => {
      if (key === null) return this.keepProposal(tx, read, fileId);
      const body = { content: content.toString('utf8'), fileId };
      const repeat = { route: 'POST /calendar/decrees', account: actor.id ?? '', key, body };
      return this.idempotency.once(tx, repeat, () => this.keepProposal(tx, read, fileId));
    });
  }

  private async keepProposal(tx: Tx, read: DecreeReading, fileId: string | null): Promise<KeptDecree> {
    const preview = await this.look(tx, read, fileId);
    const { rows } = read;
    await this.claim(tx, fileId);
    const id = await this.decrees.keep(tx, 'proposed', { citation: citationOf(rows), rows, fileId });
    await this.note(tx, 'decree-proposed', { id, citation: citationOf(rows) });
    return { id, state: 'proposed', ...preview };
  }

  /** Keeps a decree for its author to look at first; `fileId` is its document. Throws 422. Returns its id. */
  draft(actor: Actor, content: Buffer, fileId: string | null): Promise<string> {
    const read = readDecree(content);
    const { rows } = read;
    return this.database.transaction(actor, NOTHING, async (tx) => {
      await this.look(tx, read, fileId);
      await this.claim(tx, fileId);
      return this.decrees.keep(tx, 'draft', { citation: citationOf(rows), rows, fileId });
    });
  }

  /** Makes the author's draft a proposal. Throws 404, 409 `not-in-this-state`. */
  async proposeDraft(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(actor, NOTHING, async (tx) => {
      const decree = await this.lock(tx, id);
      if (decree.state !== 'draft') throw refused('not-in-this-state');
      await this.decrees.propose(tx, id);
      await this.note(tx, 'decree-proposed', decree);
    });
  }

  /**
   * Makes the decree a version of the calendar and counts the open cases anew. Throws 404, 409 `same-person` for who
   * brought it in, 409 `not-in-this-state` when it was settled, and 422 when the calendar has changed meanwhile so that
   * a day to be taken back is not there any more. With `expected` also 409 `dates-changed` when another number of dates
   * would move than the person saw. A repeat by the same person answers as the first time.
   */
  async apply(actor: Actor, id: string, expected: number | null = null): Promise<KeptDecree> {
    const applied = await this.database.transaction(actor, NOTHING, (tx) =>
      this.makeVersion(tx, id, expected),
    );
    await this.calendar.refresh();
    if (applied.fresh) {
      // The decree counts already; what this moment does not do, or stumbles over, a worker does.
      await this.run.work(AT_ONCE_MILLISECONDS).catch((error: unknown) => {
        this.logger.warn(`counting anew: ${error instanceof Error ? error.message : 'failed'}`);
      });
    }
    return applied.decree;
  }

  /** Sets a draft or a proposal aside. Throws 404, or 409 `not-in-this-state` when it was settled before. */
  async discard(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(actor, NOTHING, async (tx) => {
      const decree = await this.lock(tx, id);
      if (decree.state !== 'draft' && decree.state !== 'proposed') throw refused('not-in-this-state');
      await this.decrees.discard(tx, id);
      await this.note(tx, 'decree-discarded', decree);
    });
  }

  /** What a kept proposal would do now; null where the calendar has changed so that it does not fit any more. */
  async outlook(tx: Tx, decree: Decree): Promise<DecreePreview | null> {
    const known = await this.decrees.knownDays(tx);
    const fit = fitDecree(decree.rows, known, localDayOf(await tx.now()));
    if (!fit.ok) return null;
    const notes = [...fit.notes, ...closuresWithoutCopy(decree.rows, decree.fileId)];
    return { rows: decree.rows, notes, ...(await this.effects(tx, known, fit.changes)) };
  }

  /** Keeps the document beside its decree. Throws 422 for one that is gone or another's. */
  private async claim(tx: Tx, fileId: string | null): Promise<void> {
    if (fileId === null) return;
    const known = UUID.test(fileId) && (await this.files.claimForOffice(tx, fileId));
    if (!known)
      throw invalid([{ field: 'fileId', code: 'unknown-file', message: 'problems.fields.unknown-file' }]);
  }

  private async makeVersion(
    tx: Tx,
    id: string,
    expected: number | null,
  ): Promise<{ readonly fresh: boolean; readonly decree: KeptDecree }> {
    const decree = await this.lock(tx, id);
    if (decree.proposedBy === tx.actor.id) throw refused('same-person');
    if (decree.state === 'applied' && decree.settledBy === tx.actor.id)
      return { fresh: false, decree: await this.asApplied(tx, decree) };
    if (decree.state !== 'proposed') throw refused('not-in-this-state');
    await this.decrees.lock(tx);
    const known = await this.decrees.knownDays(tx);
    const now = await tx.now();
    const fit = fitDecree(decree.rows, known, localDayOf(now));
    if (!fit.ok) throw invalid(fit.faults);
    const effects = await this.effects(tx, known, fit.changes);
    const { affected } = effects;
    if (expected !== null && expected !== affected.length)
      throw refused('dates-changed', { affected: affected.length });
    const version = await this.decrees.apply(tx, decree, fit.changes);
    await this.dueRows.start(tx, [recomputeRow(version, now)]);
    await this.note(tx, 'decree-applied', decree, { calendar: version, moves: affected.length });
    const { rows } = decree;
    return { fresh: true, decree: { id, state: 'applied', rows, notes: fit.notes, ...effects } };
  }

  /** An applied decree with the dates that it has moved so far. */
  async asApplied(tx: Tx, decree: Decree): Promise<KeptDecree> {
    const { id, state, rows, version } = decree;
    return {
      id,
      state,
      rows,
      notes: [],
      affected: version === null ? [] : affectedDates(await movesOf(tx, version)),
      ...{ firm: [], gaps: [] },
    };
  }

  private async look(tx: Tx, read: DecreeReading, fileId: string | null): Promise<DecreePreview> {
    const { rows } = read;
    const known = await this.decrees.knownDays(tx);
    const fit = fitDecree(rows, known, localDayOf(await tx.now()));
    if (!fit.ok || read.faults.length > 0) throw invalid(allFaults(read, fit));
    const notes = [...fit.notes, ...closuresWithoutCopy(rows, fileId)];
    return { rows, notes, ...(await this.effects(tx, known, fit.changes)) };
  }

  // An admin opens no case; which dates move is asked with the sight of the whole office and told by number alone. All that
  // is open is counted, which has the time of a batch.
  private async effects(
    tx: Tx,
    known: Awaited<ReturnType<Decrees['knownDays']>>,
    changes: CalendarChanges,
  ): Promise<Pick<DecreePreview, 'affected' | 'firm' | 'gaps'>> {
    await tx.takeLonger();
    return tx.widened(async () => {
      const from = firstChangedDay(changes);
      if (from === null) return { affected: [], firm: [], gaps: [] };
      const days = changedDays(known, changes);
      const after = new CalendarReadings({ version: 'preview', days, coveredYears: coveredYearsOf(days) });
      const countingOf = countings(await this.rules.all(), (ruleset) => after.in(ruleset));
      const today = localDayOf(await tx.now());
      const coveredAt = await coverageByVersion(tx);
      const clocks = (await clocksBeyond(tx, firstTouched(from, known, days))).flatMap((one) => {
        const covered = coveredAt(one.calendarVersion);
        return movedClocks(one, countingOf(one.ruleSetVersion), today, (year) => covered.has(year));
      });
      const affected = affectedDates([
        ...clocks,
        ...(await this.objections.outlook(tx, countingOf)),
        ...(await this.disputes.outlook(tx, countingOf)),
        ...(await this.reviews.outlook(tx, after.in((await this.rules.current()).ruleset))),
      ]);
      const firm = firmDates(clocks.filter(({ limit }) => isTold(limit)));
      return { affected, firm, gaps: gapsLeft(days, changes) };
    });
  }

  private async note(
    tx: Tx,
    event: string,
    { id, citation }: Pick<Decree, 'id' | 'citation'>,
    facts: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, {
      stream: 'calendar',
      event,
      effectiveAt: await tx.now(),
      visibleTo: 'system',
      facts: { decreeId: id, decree: citation, ...facts },
    });
  }

  // Somebody else's draft is nobody's business yet.
  private async lock(tx: Tx, id: string): Promise<Decree> {
    const decree = UUID.test(id) ? await this.decrees.byId(tx, id, 'FOR UPDATE OF d') : null;
    if (decree === null || (decree.state === 'draft' && decree.proposedBy !== tx.actor.id)) throw notFound();
    return decree;
  }
}

/** With a year that becomes whole its dates become certain, also those before the first day that changes. */
function firstTouched(changed: LocalDate, known: readonly DayRow[], days: readonly DayRow[]): LocalDate {
  const covered = coveredYearsOf(known);
  const year = coveredYearsOf(days).find((one) => !covered.includes(one));
  return year === undefined ? changed : earlierOf(changed, localDate(`${String(year)}-01-01`));
}

function gapsLeft(days: readonly DayRow[], { added }: CalendarChanges): readonly YearGap[] {
  const national = added.filter(({ kind }) => kind === 'national');
  const years = [...new Set(national.map(({ date }) => yearOf(date)))].sort((a, b) => a - b);
  return years.flatMap((year) => yearGap(days, year) ?? []);
}
