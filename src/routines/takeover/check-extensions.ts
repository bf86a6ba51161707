import { strictReplyDue } from '../../law/reply-clock.js';
import { countedFrom, isUnsentExtension, type TakeoverRules } from './imported-case.js';
import type { RegisterEntryRead, RowFault } from './register-entry.js';

/** Extensions whose letter came after T4, or is not recorded as sent: the ended term was not lengthened by it (law.md row 8). */
export function lateExtensions(
  entries: readonly RegisterEntryRead[],
  { calendar, ruleset }: Pick<TakeoverRules, 'calendar' | 'ruleset'>,
): readonly RowFault[] {
  return entries.flatMap((entry): RowFault[] => {
    const { line, extendedOn, standing } = entry;
    if (extendedOn === null || standing !== 'statutory') return [];
    const due = strictReplyDue(countedFrom(entry), calendar, ruleset).date;
    const isUnsent = isUnsentExtension(entry, due);
    if (extendedOn <= due && !isUnsent) return [];
    const [year = '', month = '', day = ''] = due.split('-');
    const values = { due: `${day}/${month}/${year}` };
    return [{ line, column: 'decision', code: isUnsent ? 'extension-unsent' : 'extended-too-late', values }];
  });
}
