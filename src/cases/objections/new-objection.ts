import type { ObjectionGround } from '../../law/objection-grounds.js';
import type { LocalDate } from '../../law/local-date.js';
import type { DueDate } from '../../law/working-calendar.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { PaperReceipt } from '../intake/paper-receipt.js';

/** Who files for the requester, as typed. */
export interface Proxy {
  readonly name: string;
  readonly address: string;
  readonly phone: string | null;
}

/** What an objection says. */
export interface SaidObjection {
  readonly grounds: readonly ObjectionGround[];
  readonly story: string;
  readonly proxy: Proxy | null;
  readonly fileIds: readonly string[];
}

/** The objection that silence prepared, confirmed as it stands; or one in the requester's own words. */
export type NewObjection = { readonly prepared: true } | ({ readonly prepared: false } & SaidObjection);

/** What is written of an objection before and after it has its number. */
export interface DatedObjection {
  readonly id: string;
  readonly requesterId: string;
  readonly grounds: readonly ObjectionGround[];
  readonly story: string;
  readonly late: readonly ObjectionGround[];
  readonly now: Date;
  readonly today: LocalDate;
  /** The day it reached the office: today, the next working day after hours where the city reads so (D5), or the stamp's. */
  readonly receivedOn: LocalDate;
  readonly receivedAt: Date;
  /** Day 0 of T8: the receipt, or the entry where the city reads so (D6). */
  readonly countedFrom: LocalDate;
  /** What the desk knows of the receipt of a paper; null of what came by the site or a program. */
  readonly receipt: PaperReceipt | null;
  readonly replyDue: DueDate;
  readonly calendar: WorkingCalendar;
}
