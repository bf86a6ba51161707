import type { LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { mailKind, type MailKindName } from './mail-kinds.js';

/** What a mail says beside its dates while they may still move. */
export interface ProvisionalYear {
  /** The year whose decree is missing, or null. */
  readonly provisionalYear: string | null;
}

/** The first year without decree up to the counted days of a mail that are still to come. */
export function provisionalYearOf(
  kind: MailKindName,
  data: object,
  today: LocalDate,
  calendar: WorkingCalendar,
): ProvisionalYear {
  const values = data as Readonly<Record<string, LocalDate | null | undefined>>;
  for (const name of countedDays(kind)) {
    const day = values[name] ?? null;
    const missing = day === null || day < today ? null : calendar.provisionalBetween(today, day);
    if (missing !== null) return { provisionalYear: String(missing.year) };
  }
  return { provisionalYear: null };
}

function countedDays(kind: MailKindName): readonly string[] {
  const { calendar, counted = [] } = mailKind(kind);
  return calendar === undefined ? counted : [calendar.day, ...counted];
}
