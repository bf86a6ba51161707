import { clocksAtFiling } from '../../law/reply-clock.js';
import type { TakeoverRules } from './imported-case.js';
import type { RegisterEntryRead, RowFault } from './register-entry.js';

/** Extensions whose letter came after T4: the ended term was not lengthened by it (law.md row 8). */
export function lateExtensions(
  entries: readonly RegisterEntryRead[],
  { calendar, ruleset }: Pick<TakeoverRules, 'calendar' | 'ruleset'>,
): readonly RowFault[] {
  return entries.flatMap(({ line, receivedOn, extendedOn, standing }): RowFault[] => {
    if (extendedOn === null || standing !== 'statutory') return [];
    const due = clocksAtFiling({ receivedOn, enteredOn: receivedOn }, calendar, ruleset).replyDue.date;
    if (extendedOn <= due) return [];
    const [year = '', month = '', day = ''] = due.split('-');
    const values = { due: `${day}/${month}/${year}` };
    return [{ line, column: 'decision', code: 'extended-too-late', values }];
  });
}
