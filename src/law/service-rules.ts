/**
 * What the office promises of itself: numbers that no article gives and the city may change without asking a
 * lawyer. The terms of the law are in `time-limits.ts`, its doubtful readings in `ruleset.ts`.
 */

/** A due date is near from this many working days before it: colour and sign of a date, lists and boards of the staff. */
export const DUE_SOON_DAYS = 3;

/** A day that the office promises (a copy, a document, an order carried out) lies at most so many months ahead. */
export const FARTHEST_PROMISE_MONTHS = 24;

/** Reminders of a reply date go out this many working days before it; 0 is the last day itself. */
export const REPLY_REMINDER_DAYS = [3, 1, 0] as const;

/** The officer's reminder that the completeness check (T2) ends. */
export const COMPLETENESS_REMINDER_DAYS = 1;

/**
 * Material that another unit is asked for is due, unless the officer says otherwise, so many working days before the
 * answer.
 */
export const MATERIAL_DAYS_BEFORE_REPLY = 3;

/** The requester's reminder that the time for repair (T3) ends. */
export const REPAIR_REMINDER_DAYS = 1;

/** The desk is asked for the receipt of a posted letter that starts a term so many working days after the posting. */
export const RECEIPT_REMINDER_DAYS = 5;

/** The requester's reminder that the right to object (T7) ends. */
export const OBJECTION_WINDOW_REMINDER_DAYS = 5;

/** An objection stands among those that are due soon from this many working days before its answer is due. */
export const OBJECTION_DUE_SOON_DAYS = 5;

/** The day proposed to the superior for carrying out an order (T9), in working days; the order may name another. */
export const SUGGESTED_ORDER_DAYS = 5;

/** The superior's reminders that the answer to an objection (T8) is due. */
export const OBJECTION_REPLY_REMINDER_DAYS = [5, 1, 0] as const;

/** The requester's reminder that the right to go to the commission (T10) ends. */
export const COMMISSION_WINDOW_REMINDER_DAYS = 5;

/** The agency's reminders that an order of the superior (T9) is due. */
export const ORDER_REMINDER_DAYS = [3, 1, 0] as const;

/** Wall-clock time (WIT) at which reminders and digests fall due on their working day. */
export const REMINDER_TIME = '08:00';

/** Mail to staff is sent on working days between these times (WIT); legal notices to citizens at any time. */
export const STAFF_MAIL_HOURS = { from: '07:30', until: '16:00' } as const;

/** A case still without an agency after this many working days is a matter for the desk. */
export const UNASSIGNED_ALERT_DAYS = 1;

/** A refusal that waits for consent longer than this, in working days, is recalled to the superior. */
export const CONSENT_ALERT_DAYS = 1;

/** A case without any act for this long, in working days, is recalled to its holder and the head of unit. */
export const IDLE_ALERT_DAYS = 3;

/** From this many working days after the due date the case stands in the superior's weekly list. */
export const WEEKLY_LIST_AFTER_DAYS = 5;

/** The supervisor's daily digest names what falls due within this many working days; 0 is today. */
export const SUPERVISOR_DIGEST_DAYS = 3;

/** Below this number of answers no rate or median is shown: it would say nothing, or tell of one case. */
export const FEWEST_FOR_A_RATE = 5;

/** Most urgent cases listed in one digest. */
export const DIGEST_CASES = 20;

/** From this month on (1 = January) the administrator is reminded to load next year's decree. */
export const NEXT_DECREE_REMINDER_MONTH = 9;

/** From this month on a missing decree for next year is an error: terms of this month already reach into it. */
export const NEXT_DECREE_ERROR_MONTH = 12;
