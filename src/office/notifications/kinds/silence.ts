import { localDate, type LocalDate } from '../../../law/local-date.js';
import type { CountRun } from '../../calendar/count-runs.js';
import { defineDatedMail, defineMail, type LinkPath, type TwoTongues } from '../mail-kind.js';
import { SAMPLE } from './sample.js';

export interface Overdue {
  readonly number: string;
  readonly agency: TwoTongues | null;
  /** The day that has passed. */
  readonly dueOn: LocalDate;
  readonly objectionUntil: LocalDate;
  readonly objectionDays: number;
  /** True when the notice leaves later than the day after the due date, for instance after an outage. */
  readonly late: boolean;
  readonly link: LinkPath;
}
export const overdue = defineDatedMail<Overdue>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'objection-window', file: 'keberatan.ics', day: 'objectionUntil' },
  sample: {
    number: SAMPLE.number,
    agency: SAMPLE.agency,
    dueOn: SAMPLE.dueOn,
    objectionUntil: SAMPLE.objectionUntil,
    objectionDays: 30,
    late: false,
    link: SAMPLE.objectionLink,
  },
});

/** Five working days before the window ends; give `notAfter` = its end. */
export interface ObjectionWindowEnding {
  readonly number: string;
  readonly objectionUntil: LocalDate;
  readonly link: LinkPath;
}
export const objectionWindowEnding = defineMail<ObjectionWindowEnding>({
  reader: 'requester',
  counted: ['objectionUntil'],
  legal: false,
  sample: {
    number: SAMPLE.number,
    objectionUntil: SAMPLE.objectionUntil,
    link: SAMPLE.objectionLink,
  },
});

export interface ObjectionFiled {
  /** Number of the objection. */
  readonly number: string;
  readonly receivedOn: LocalDate;
  readonly replyDueOn: LocalDate;
  /** Length of the reply term in working days. */
  readonly workingDays: number;
  readonly provisionalYear: string | null;
  readonly link: LinkPath;
  /** How the date was counted, day by day. */
  readonly counting: readonly CountRun[];
}
export const objectionFiled = defineDatedMail<ObjectionFiled>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'objection-reply-due', file: 'batas.ics', day: 'replyDueOn' },
  sample: {
    number: SAMPLE.objectionNumber,
    receivedOn: localDate('2026-12-09'),
    replyDueOn: localDate('2027-01-26'),
    counting: [],
    workingDays: 30,
    provisionalYear: null,
    link: SAMPLE.link,
  },
});

export interface ObjectionSilent {
  readonly number: string;
  readonly replyDueOn: LocalDate;
  readonly commissionUntil: LocalDate;
  readonly commissionDays: number;
  readonly late: boolean;
  readonly link: LinkPath;
}
export const objectionSilent = defineDatedMail<ObjectionSilent>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'commission-window', file: 'sengketa.ics', day: 'commissionUntil' },
  sample: {
    number: SAMPLE.objectionNumber,
    replyDueOn: localDate('2027-01-26'),
    commissionUntil: localDate('2027-02-16'),
    commissionDays: 14,
    late: false,
    link: SAMPLE.link,
  },
});

/** Terms that a requester is told the end of. */
export type ToldTerm = 'reply' | 'repair' | 'objection' | 'objectionReply' | 'commission';

/** A decree moved a date that the requester was told. */
export interface DateMoved {
  readonly number: string;
  readonly term: ToldTerm;
  readonly decree: string;
  readonly previousDueOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly countedDays: readonly LocalDate[];
  /** Whether the term binds the reader. */
  readonly isYours: boolean;
  readonly link: LinkPath;
}
export const dateMoved = defineDatedMail<DateMoved>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'reply-due', file: 'batas.ics', day: 'dueOn' },
  sample: {
    number: SAMPLE.number,
    term: 'reply',
    decree: 'SKB 3 Menteri Nomor 5 Tahun 2026',
    previousDueOn: SAMPLE.dueOn,
    dueOn: localDate('2026-12-10'),
    countedDays: [],
    isYours: false,
    link: SAMPLE.link,
  },
});

/** The decree of a year came: a date that was provisional is certain, and it has not moved. */
export interface DateFirm {
  readonly number: string;
  readonly term: ToldTerm;
  readonly decree: string;
  readonly dueOn: LocalDate;
  readonly link: LinkPath;
}
export const dateFirm = defineDatedMail<DateFirm>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'reply-due', file: 'batas.ics', day: 'dueOn' },
  sample: {
    number: SAMPLE.number,
    term: 'reply',
    decree: 'SKB 3 Menteri Nomor 5 Tahun 2026',
    dueOn: SAMPLE.dueOn,
    link: SAMPLE.link,
  },
});
