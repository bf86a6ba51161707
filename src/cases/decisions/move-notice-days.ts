import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localDayOf } from '../../law/local-date.js';
import { recompute, type RecomputingRules, type RunningClock } from '../../law/recompute.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { caseColumns, type CaseRow } from '../requests/case-row.js';
import { answeredKey, LetterDays } from '../requests/letter-days.js';

/** What a request began under is what its dates are counted with, and what the trail says of the decree. */
export interface NoticeCounting {
  readonly calendar: WorkingCalendar;
  readonly rules: RecomputingRules;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * T4 or T5 of a written notice that lies at the desk on paper, in a new calendar: it stops when the notice leaves (law.md
 * rows 10, 28). The requester has the answer coming and is told nothing. The caller holds the locks of the cases.
 * Due Tue 2026-12-08, Tue 2026-12-01 declared free: the notice is in time until Wed 2026-12-09.
 */
@Injectable()
export class MoveNoticeDays {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly letters: LetterDays,
  ) {}

  async run(tx: Tx, caseIds: readonly string[], countingOf: (row: CaseRow) => NoticeCounting): Promise<void> {
    const waiting = await tx.query<CaseRow>(
      `SELECT ${caseColumns('c')} FROM cases c WHERE c.id = ANY ($1) AND c.letter_due_on IS NOT NULL`,
      [caseIds],
    );
    for (const row of waiting) {
      const counting = countingOf(row);
      const { letter_due_on: lastDay } = await this.moved(tx, row, counting);
      if (lastDay === null) continue;
      await this.letters.move(tx, row.id, { effectKey: answeredKey(row.id), lastDay }, counting.calendar);
    }
  }

  private async moved(tx: Tx, row: CaseRow, { calendar, rules, facts }: NoticeCounting): Promise<CaseRow> {
    const clock = replyClock(row);
    const next = clock === null ? null : recompute(clock, calendar, rules, localDayOf(await tx.now()));
    if (next === null || next.to === next.from) return row;
    return this.transitions.applyTransition(tx, row, {
      event: 'apply-calendar',
      change: { due_on: next.to, due_at: endOfLocalDay(next.to), due_provisional: next.provisional },
      timeline: 'due-date-moved',
      visibleTo: 'staff',
      auditFacts: {
        ...facts,
        previousDueOn: next.from,
        dueOn: next.to,
        clocks: [{ clock: next.limit, from: next.from, to: next.to }],
      },
    });
  }
}

function replyClock({
  due_on: due,
  reply_started_on: started,
  extended_at: extendedAt,
}: CaseRow): RunningClock | null {
  if (due === null || started === null) return null;
  if (extendedAt === null) return { limit: 'T4', due, countedFrom: started };
  return { limit: 'T5', due, countedFrom: started, extendedOn: localDayOf(extendedAt) };
}
