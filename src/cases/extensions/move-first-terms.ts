import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { recompute, type RecomputingRules } from '../../law/recompute.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { LetterDays } from '../requests/letter-days.js';
import { extendedKey } from './extend-deadline.js';

/** What a request began under is what its dates are counted with. */
type CountingOf = (ruleSet: number) => {
  readonly calendar: WorkingCalendar;
  readonly rules: RecomputingRules;
};

interface FirstTerm {
  readonly id: string;
  readonly counted_from: LocalDate;
  readonly term_end_on: LocalDate;
  readonly rule_set_version: number;
}

/**
 * The end of T4 that an extension follows, in a new calendar (law.md row 28): until then its letter has to leave. What
 * the letter says stays. An end that is over stays as well. The caller holds the locks of the cases.
 * T4 Tue 2026-12-08, Tue 2026-12-01 declared free: the letter is in time until Wed 2026-12-09.
 */
@Injectable()
export class MoveFirstTerms {
  constructor(private readonly letters: LetterDays) {}

  async run(tx: Tx, caseIds: readonly string[], countingOf: CountingOf): Promise<void> {
    const today = localDayOf(await tx.now());
    const terms = await tx.query<FirstTerm>(
      `SELECT c.id, coalesce(c.reply_started_on, c.received_on) AS counted_from, e.term_end_on, c.rule_set_version
       FROM extensions e JOIN cases c ON c.id = e.case_id WHERE e.case_id = ANY ($1)`,
      [caseIds],
    );
    for (const { id, counted_from: countedFrom, term_end_on: due, rule_set_version: ruleSet } of terms) {
      const { calendar, rules } = countingOf(ruleSet);
      const next = recompute({ limit: 'T4', due, countedFrom }, calendar, rules, today);
      if (next === null || next.to === next.from) continue;
      await tx.execute('UPDATE extensions SET term_end_on = $2 WHERE case_id = $1', [id, next.to]);
      await this.letters.move(tx, id, { effectKey: extendedKey(id), lastDay: next.to }, calendar);
    }
  }
}
