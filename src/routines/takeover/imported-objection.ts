import { endOfLocalDay, localDate, localInstant, yearOf, type LocalDate } from '../../law/local-date.js';
import { commissionWindowEnd, objectionReplyDue } from '../../law/objection-windows.js';
import type { ObjectionState } from '../../law/request-states.js';
import type { ProvisionalReason } from '../../law/working-calendar.js';
import { wentToCommission } from '../../office/register/written-dispute.js';
import { isWaiting } from '../../office/register/written-order.js';
import type { TakeoverRules } from './imported-case.js';
import type { ObjectionEntryRead } from './objection-entry.js';

/** State and dates of an entry as the objection will have them. */
export interface ImportedObjection {
  readonly receivedAt: Date;
  readonly enteredAt: Date;
  readonly replyDueOn: LocalDate;
  readonly provisional: ProvisionalReason | null;
  readonly status: ObjectionState;
  readonly answeredAt: Date | null;
  readonly commissionUntil: LocalDate | null;
  readonly closedAt: Date | null;
}

const OFFICE_OPENS = '08:00';
const NOON = '12:00';

/**
 * The clocks of an entry of an older Register Keberatan from its real day of receipt: T8, and T10 of what was answered or
 * fell silent (UU 14/2008 art. 36(2), 37(2)). What is beyond T10 is final; what still waits gets its clock, and one whose
 * T8 has passed falls silent by it. An order that is not carried out keeps it from being final, and so does a dispute that
 * the register names (law.md row 24). Received Tue 2026-11-03 and open on 2026-12-01: T8 is Tue 2026-12-15.
 */
export function importedObjection(
  entry: ObjectionEntryRead,
  { now, today, calendar, ruleset }: Pick<TakeoverRules, 'now' | 'today' | 'calendar' | 'ruleset'>,
): ImportedObjection {
  const { receivedOn, outcome, answeredOn, order } = entry;
  const disputed = wentToCommission(entry.written.response);
  const receivedAt = earlier(localInstant(receivedOn, OFFICE_OPENS), now);
  const due = objectionReplyDue({ receivedOn, enteredOn: receivedOn }, calendar, ruleset);
  const dated = {
    receivedAt,
    enteredAt: enteredAt(entry, receivedAt),
    replyDueOn: due.date,
    provisional: due.provisional,
  };
  if (outcome === null) {
    const until = commissionWindowEnd(due.date, calendar, ruleset, 'end-of-term').date;
    const isSilent = due.date < today && (until < today || disputed);
    const over = isSilent && !disputed;
    return {
      ...dated,
      status: over ? 'final' : isSilent ? 'silent' : 'open',
      answeredAt: null,
      commissionUntil: isSilent ? until : null,
      closedAt: over ? endOfLocalDay(until) : null,
    };
  }
  const endedOn = answeredOn ?? receivedOn;
  const endedAt = earlier(localInstant(endedOn, NOON), now);
  if (outcome === 'settled' || outcome === 'withdrawn')
    return { ...dated, status: outcome, answeredAt: null, commissionUntil: null, closedAt: endedAt };
  const until = commissionWindowEnd(endedOn, calendar, ruleset).date;
  const over = until < today && !isWaiting(order) && !disputed;
  return {
    ...dated,
    status: over ? 'final' : 'answered',
    answeredAt: endedAt,
    commissionUntil: until,
    closedAt: over ? endOfLocalDay(until) : null,
  };
}

// Numbers of January may belong to what came in December: the register's year is that of the entry.
function enteredAt({ receivedOn, year }: ObjectionEntryRead, receivedAt: Date): Date {
  if (yearOf(receivedOn) === year) return receivedAt;
  return localInstant(localDate(`${String(year)}-01-01`), OFFICE_OPENS);
}

function earlier(a: Date, b: Date): Date {
  return a.getTime() <= b.getTime() ? a : b;
}
