import type { ObjectionGround } from '../../law/objection-grounds.js';
import type { LocalDate } from '../../law/local-date.js';
import type { DueDate } from '../../law/working-calendar.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';

/** Who files for the requester, as typed. */
export interface Proxy {
  readonly name: string;
  readonly address: string;
  readonly phone: string | null;
}

/** The objection that silence prepared, confirmed as it stands; or one in the requester's own words. */
export type NewObjection =
  | { readonly prepared: true }
  | {
      readonly prepared: false;
      readonly grounds: readonly ObjectionGround[];
      readonly story: string;
      readonly proxy: Proxy | null;
      readonly fileIds: readonly string[];
    };

/** What is written of an objection before and after it has its number. */
export interface DatedObjection {
  readonly id: string;
  readonly requesterId: string;
  readonly grounds: readonly ObjectionGround[];
  readonly story: string;
  readonly late: readonly ObjectionGround[];
  readonly now: Date;
  readonly today: LocalDate;
  /** Day 0 of T8: today, or the next working day after hours where the city reads so (D5). */
  readonly receivedOn: LocalDate;
  readonly replyDue: DueDate;
  readonly calendar: WorkingCalendar;
}
