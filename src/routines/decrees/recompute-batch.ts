import { Injectable } from '@nestjs/common';
import { CaseTransitions } from '../../cases/requests/apply-transition.js';
import { caseColumns, type CaseChange, type CaseRow } from '../../cases/requests/case-row.js';
import { MoveFirstTerms } from '../../cases/extensions/move-first-terms.js';
import { MoveNoticeDays } from '../../cases/decisions/move-notice-days.js';
import { MoveObjectionDates } from '../../cases/objections/move-objection-dates.js';
import { endOfLocalDay, localDayOf } from '../../law/local-date.js';
import { Audit } from '../../office/audit/audit.js';
import { DueRows, type MovedDueRow } from '../../office/deadlines/due-rows.js';
import { movedReminders } from '../../office/deadlines/moved-reminders.js';
import type { Tx } from '../../platform/database/tx.js';
import { keepMoves } from './calendar-moves.js';
import { DateNews, isTold } from './date-news.js';
import { mainClock, movedClocks, type MovedClock } from './moved-clocks.js';
import type { RoundOfDecree } from './round-of-decree.js';
import { clocksOf, type ClockedCase } from './running-clocks.queries.js';

/**
 * Counts a handful of open cases anew in one transaction (law.md row 28): the dates of case and objections, their due
 * rows and reminders, one audit row with old date, new date and decree, the news. A case that is held elsewhere is left
 * for later; one that was counted with this version already is passed over, so that every case is done once.
 */
@Injectable()
export class RecomputeBatch {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly objections: MoveObjectionDates,
    private readonly firstTerms: MoveFirstTerms,
    private readonly notices: MoveNoticeDays,
    private readonly dueRows: DueRows,
    private readonly audit: Audit,
    private readonly news: DateNews,
  ) {}

  /** Returns how many of the cases are done now. `again` also looks at cases that carry this version already. */
  async run(tx: Tx, ids: readonly string[], round: RoundOfDecree, again = false): Promise<number> {
    const found = await clocksOf(tx, ids, true);
    const today = localDayOf(await tx.now());
    const due = found.filter((one) => again || one.calendarVersion < round.version);
    const moved = due.flatMap((one): readonly Moved[] => {
      const covered = round.coveredAt(one.calendarVersion);
      const clocks = movedClocks(one, round.countingOf(one.ruleSetVersion), today, (year) =>
        covered.has(year),
      );
      return clocks.length === 0 ? [] : [{ found: one, clocks }];
    });
    await this.moveLetters(tx, due, round);
    const rows = await rowsOf(
      tx,
      moved.map(({ found: { id } }) => id),
    );
    for (const one of moved) await this.move(tx, one, rows.get(one.found.id), round);
    await this.dueRows.moveAll(
      tx,
      moved.flatMap((one) => movedRows(one, round)),
    );
    const moves = moved.flatMap(({ found, clocks }) =>
      clocks.map((clock) => ({ ...clock, caseId: found.id })),
    );
    await keepMoves(tx, round.version, moves);
    // The parts of a request are counted with it.
    await tx.execute(
      `UPDATE cases SET calendar_version = $2 WHERE (id = ANY ($1) OR parent_id = ANY ($1)) AND calendar_version < $2`,
      [due.map(({ id }) => id), round.version],
    );
    return due.length;
  }

  /** The days by which letters on paper have to leave: they have no clock of their own. */
  private async moveLetters(tx: Tx, cases: readonly ClockedCase[], round: RoundOfDecree): Promise<void> {
    const ids = cases.map(({ id }) => id);
    await this.firstTerms.run(tx, ids, (ruleSet) => round.countingOf(ruleSet));
    await this.notices.run(tx, ids, (row) => ({
      ...round.countingOf(row.rule_set_version),
      facts: { decree: round.decreeSince(row.calendar_version), calendar: round.version },
    }));
  }

  private async move(
    tx: Tx,
    { found, clocks }: Moved,
    row: CaseRow | undefined,
    round: RoundOfDecree,
  ): Promise<void> {
    if (row === undefined) throw new Error('the case is gone although it was locked');
    const decree = round.decreeSince(found.calendarVersion);
    const facts = { decree, calendar: round.version };
    const own = clocks.filter(({ objection }) => objection === null);
    const changed = own.length === 0 ? row : await this.moveCase(tx, row, own, facts, round.version);
    for (const clock of clocks) {
      const sequence =
        clock.objection === null ? changed.version : await this.moveObjection(tx, changed, clock, facts);
      const { calendar } = round.countingOf(found.ruleSetVersion);
      const news = { version: round.version, decree, calendar };
      await this.news.tell(tx, changed, clock, sequence, news);
      await this.news.warn(tx, changed, clock, round.version);
    }
  }

  private async moveCase(
    tx: Tx,
    row: CaseRow,
    clocks: readonly MovedClock[],
    facts: Readonly<Record<string, unknown>>,
    version: number,
  ): Promise<CaseRow> {
    const main = mainClock(clocks);
    if (main === undefined) return row;
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'apply-calendar',
      change: { ...Object.assign({}, ...clocks.map(columnsOf)), calendar_version: version } as CaseChange,
      timeline: main.from === main.to ? 'due-date-firm' : 'due-date-moved',
      visibleTo: clocks.some(({ limit }) => isTold(limit)) ? 'requester' : 'staff',
      auditFacts: {
        ...facts,
        previousDueOn: main.from,
        dueOn: main.to,
        clocks: clocks.map(({ limit, from, to }) => ({ clock: limit, from, to })),
      },
    });
    const window = clocks.find(({ limit }) => limit === 'T7');
    if (window !== undefined) {
      await tx.execute(
        'UPDATE prepared_objections SET until = $2 WHERE case_id = $1 AND objection_id IS NULL',
        [row.id, window.to],
      );
    }
    return changed;
  }

  private async moveObjection(
    tx: Tx,
    row: CaseRow,
    clock: MovedClock,
    facts: Readonly<Record<string, unknown>>,
  ): Promise<number> {
    if (clock.objection === null) return row.version;
    const version = await this.objections.run(
      tx,
      clock.objection,
      clock.limit === 'T8'
        ? { replyDue: { date: clock.to, provisional: clock.provisional } }
        : { commissionUntil: clock.to },
    );
    await this.audit.record(tx, {
      caseId: row.id,
      event: clock.from === clock.to ? 'due-date-firm' : 'due-date-moved',
      effectiveAt: await tx.now(),
      visibleTo: 'requester',
      agency: row.agency_code,
      facts: {
        ...facts,
        objectionId: clock.subjectId,
        number: clock.registerNumber,
        previousDueOn: clock.from,
        dueOn: clock.to,
        clocks: [{ clock: clock.limit, from: clock.from, to: clock.to }],
        version: row.version,
      },
    });
    return version;
  }
}

interface Moved {
  readonly found: ClockedCase;
  readonly clocks: readonly MovedClock[];
}

function columnsOf({ limit, to, provisional }: MovedClock): CaseChange {
  switch (limit) {
    case 'T2':
      return { completeness_due_on: to };
    case 'T3':
      return { repair_due_on: to };
    case 'T4':
    case 'T5':
      return { due_on: to, due_at: endOfLocalDay(to), due_provisional: provisional };
    case 'T7':
      return { objection_until: to };
    default:
      return {};
  }
}

/** The due rows of the clocks that got another day, and of the reminders that hang on them. */
function movedRows({ found, clocks }: Moved, round: RoundOfDecree): readonly MovedDueRow[] {
  const { calendar } = round.countingOf(found.ruleSetVersion);
  return clocks
    .filter(({ from, to }) => from !== to)
    .flatMap(({ kind, stage, to }) => [
      { caseId: found.id, kind, stage, dueAt: endOfLocalDay(to), facts: { dueOn: to, until: to } },
      ...movedReminders({ kind, caseId: found.id, stage }, to, found.reminders, calendar),
    ]);
}

async function rowsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, CaseRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<CaseRow>(`SELECT ${caseColumns('c')} FROM cases c WHERE c.id = ANY ($1)`, [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}
