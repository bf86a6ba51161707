import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import { maySettle } from '../../law/objection-grounds.js';
import { recount } from '../../law/recompute.js';
import { bearsObjection } from '../../law/request-states.js';
import type { DayZero } from '../../law/term.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { CloseRemedies } from './close-remedies.js';
import { ObjectionNews } from './objection-news.js';
import type { ObjectionRow, ObjectionTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

interface Ending {
  readonly how: 'settled' | 'withdrawn';
  readonly record: string | null;
  readonly fileId: string | null;
  readonly byKind: 'requester' | 'staff';
}

/**
 * The two ways in which an objection ends before it is decided (law.md row 27): by agreement of both sides with a
 * written record, never for a refusal on article 17 (UU 14/2008 art. 35(2)), or by the requester's written word. T8 and
 * T10 stop; the right to object to the same notice lives on until its last day.
 */
@Injectable()
export class CloseObjection {
  constructor(
    private readonly transitions: ObjectionTransitions,
    private readonly dueRows: DueRows,
    private readonly remedies: CloseRemedies,
    private readonly news: ObjectionNews,
    private readonly cases: CaseTransitions,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
  ) {}

  /** Settled by agreement. Throws 409 `ground-not-open` when ground a is among the grounds. */
  settle(tx: Tx, target: ObjectionTarget, record: string): Promise<ObjectionRow> {
    const { grounds } = target.objection;
    if (!maySettle(grounds)) throw refused('ground-not-open', { notOpen: ['a'] });
    return this.end(tx, target, { how: 'settled', record, fileId: null, byKind: 'staff' });
  }

  /** Withdrawn by the requester, or by the desk on the requester's written word. */
  withdraw(
    tx: Tx,
    target: ObjectionTarget,
    { reason, fileId, byKind }: { reason: string | null; fileId: string | null; byKind: Ending['byKind'] },
  ): Promise<ObjectionRow> {
    return this.end(tx, target, { how: 'withdrawn', record: reason, fileId, byKind });
  }

  private async end(tx: Tx, target: ObjectionTarget, ending: Ending): Promise<ObjectionRow> {
    const now = await tx.now();
    const { row, objection } = target;
    const changed = await this.transitions.apply(tx, target, {
      event: ending.how === 'settled' ? 'settle' : 'withdraw',
      facts: { by: ending.byKind },
    });
    await tx.query(
      `INSERT INTO objection_closings (objection_id, how, record, file_id, by_kind, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        objection.id,
        ending.how,
        ending.record,
        ending.fileId,
        ending.byKind,
        tx.actor.kind === 'staff' ? tx.actor.id : null,
        now,
      ],
    );
    await this.news.tellRequester<'objection-closed'>(tx, target, {
      kind: 'objection-closed',
      effectKey: `objection-closed:${objection.id}`,
      data: {
        number: objection.register_number,
        ending: ending.how,
        endedOn: localDayOf(now),
        link: this.news.links.pathOf(target),
      },
    });
    if (row !== null) await this.goOn(tx, { row, objection }, now);
    return changed;
  }

  // Filing stopped T7. What is left of it runs on, else nothing would ever make the request final.
  private async goOn(
    tx: Tx,
    { row, objection }: ObjectionTarget & { readonly row: NonNullable<ObjectionTarget['row']> },
    now: Date,
  ): Promise<void> {
    if (!bearsObjection(row.status) || (await windowRuns(tx, row.id))) return;
    const facts = await windowFacts(tx, row.id);
    const until = await this.untilNow(row, facts, localDayOf(now));
    if (until === null || until < localDayOf(now)) {
      await this.remedies.finaliseIfOver(tx, row, null, now);
      return;
    }
    if (until !== row.objection_until)
      await this.cases.recordChange(
        tx,
        row,
        'objection-window-resumed',
        { objection_until: until },
        { visibleTo: 'system', facts: { previousDueOn: row.objection_until, dueOn: until } },
      );
    await this.dueRows.start(tx, [
      {
        caseId: row.id,
        kind: 'objection-window',
        stage: `after/${objection.id}`,
        dueAt: endOfLocalDay(until),
        facts: { ...facts, until },
      },
    ]);
  }

  // A decree that came while the window stood still counts as well: the date is that of the calendar of today.
  private async untilNow(
    row: CaseRow,
    { foundOn, dayZero }: WindowFacts,
    today: LocalDate,
  ): Promise<LocalDate | null> {
    const due = row.objection_until;
    if (due === null || foundOn === undefined) return due;
    const clock = { limit: 'T7' as const, due, foundOn, ...(dayZero === undefined ? {} : { dayZero }) };
    return recount(clock, await this.calendar.forCase(row), await this.rules.ofCase(row), today).to;
  }
}

/** What a window was counted from; a decree counts it anew from there. */
interface WindowFacts {
  readonly foundOn?: LocalDate;
  readonly dayZero?: DayZero;
}

async function windowFacts(tx: Tx, caseId: string): Promise<WindowFacts> {
  const [last] = await tx.query<{ facts: WindowFacts }>(
    `SELECT facts FROM due_rows WHERE case_id = $1 AND kind = 'objection-window' ORDER BY id DESC LIMIT 1`,
    [caseId],
  );
  return last?.facts ?? {};
}

/** A delivery or order that came late, or another objection that ended, has opened the window already: one is enough. */
async function windowRuns(tx: Tx, caseId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM due_rows WHERE case_id = $1 AND kind = 'objection-window' AND done_at IS NULL LIMIT 1`,
    [caseId],
  );
  return rows.length > 0;
}
