import { awaitsNotice, isEnded } from '../../law/request-states.js';
import type { LocalDate } from '../../law/local-date.js';
import { mayGoToCommission } from '../../law/state-sets.js';
import type { CalendarEntry, CalendarKind } from '../../office/notifications/calendar-file.js';
import { anewDay } from './remedy-words.js';
import { commissionOpenUntil, type TrackedCase, type TrackedObjection } from './tracked-case.js';

/**
 * The days of a case for the requester's own calendar: those that count now, and those that have lost their meaning
 * marked as cancelled, so that a calendar that reads the file again takes them out.
 */
export function calendarEntries(
  tracked: TrackedCase,
  { mayObjectAnew }: { readonly mayObjectAnew: boolean },
): readonly CalendarEntry[] {
  const { row, objections } = tracked;
  const waits = awaitsNotice(row.status);
  const mayObject = objections.length > 0 ? anewDay(tracked, mayObjectAnew) !== null : !isEnded(row.status);
  const entry = (kind: CalendarKind, on: LocalDate | null, cancelled: boolean): readonly CalendarEntry[] =>
    on === null
      ? []
      : [{ kind, subjectId: row.id, number: row.register_number, on, sequence: row.version, cancelled }];
  return [
    ...entry('repair-due', row.repair_due_on, row.status !== 'incomplete'),
    ...entry('reply-due', row.due_on, !waits || tracked.overdue),
    ...entry('objection-window', row.objection_until, !mayObject),
    ...objections.flatMap((objection) => objectionEntries(tracked, objection)),
  ];
}

function objectionEntries(
  { row, today }: TrackedCase,
  objection: TrackedObjection,
): readonly CalendarEntry[] {
  const common = { subjectId: objection.id, number: objection.number, sequence: row.version };
  const isOpen = objection.status === 'open';
  const contestable =
    mayGoToCommission(objection.status) && commissionOpenUntil(objection, row.status, today) !== null;
  return [
    { ...common, kind: 'objection-reply-due', on: objection.replyDueOn, cancelled: !isOpen },
    ...(objection.commissionUntil === null
      ? []
      : [
          {
            ...common,
            kind: 'commission-window' as const,
            on: objection.commissionUntil,
            cancelled: !contestable,
          },
        ]),
  ];
}
