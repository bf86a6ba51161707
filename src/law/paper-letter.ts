import type { DeliveryChannel } from './handover.js';
import { earlierOf, type LocalDate } from './local-date.js';

/** A letter with a term of the office on it, by what is known of its leaving. */
export interface PaperLetter {
  /** It goes by post or over the counter; a mail leaves when it is written. */
  readonly onPaper: boolean;
  /** The day on which it left, once it is recorded. */
  readonly leftOn: LocalDate | null;
}

/** Whether nobody can say on `today` that it has left: what is not sent stops no term (law.md row 10). */
export function waitsToLeave({ onPaper, leftOn }: PaperLetter, today: LocalDate): boolean {
  return onPaper && (leftOn === null || leftOn > today);
}

/** Whether it left after the last day of the term. Posted Mon 2027-01-04, T4 Tue 2026-12-08: late. */
export function leftAfter({ onPaper, leftOn }: PaperLetter, lastDay: LocalDate): boolean {
  return onPaper && leftOn !== null && leftOn > lastDay;
}

/**
 * Whether a letter lengthens the term that ends on `lastDay`: it must be sent on or before that day, because an ended
 * term cannot be lengthened (law.md 2.2, 10). Written Tue 2026-12-08 and not posted: T4 ends that day.
 */
export function lengthens({ onPaper, leftOn }: PaperLetter, lastDay: LocalDate): boolean {
  return !onPaper || (leftOn !== null && leftOn <= lastDay);
}

/**
 * The day on which the answer left, by the letter and by the hand-over of what it gave, whichever is earlier: who has
 * the copy in hand has been answered. What lies online shows nothing to somebody whom no mail tells of it.
 * Posted Thu 2026-12-10, copy fetched Tue 2026-12-08: it left on Tue 2026-12-08.
 */
export function answerLeftOn(
  postedOn: LocalDate | null,
  handover: { readonly channel: DeliveryChannel; readonly deliveredOn: LocalDate } | null,
): LocalDate | null {
  const handedOn = handover === null || handover.channel === 'online' ? null : handover.deliveredOn;
  if (postedOn === null || handedOn === null) return postedOn ?? handedOn;
  return earlierOf(postedOn, handedOn);
}
