import { localDate, type LocalDate } from '../../../law/local-date.js';
import { defineDatedMail, defineMail, type LinkPath } from '../mail-kind.js';
import { SAMPLE } from './sample.js';

/** The superior or the delegate answered the objection. */
export interface ObjectionAnswered {
  /** Number of the objection. */
  readonly number: string;
  readonly answeredOn: LocalDate;
  /** Last day of an order; null where nothing was granted. */
  readonly carryOutBy: LocalDate | null;
  /** Null once the requester has gone to the commission: that way is gone once. */
  readonly commissionUntil: LocalDate | null;
  readonly isDisputed: boolean;
  readonly commissionDays: number;
  readonly link: LinkPath;
}
export const objectionAnswered = defineDatedMail<ObjectionAnswered>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'commission-window', file: 'sengketa.ics', day: 'commissionUntil' },
  sample: {
    number: SAMPLE.objectionNumber,
    answeredOn: localDate('2026-12-21'),
    carryOutBy: localDate('2027-01-06'),
    commissionUntil: localDate('2027-01-14'),
    isDisputed: false,
    commissionDays: 14,
    link: SAMPLE.link,
  },
});

/** Whose will is carried out: the superior's, that of both sides, or what commission or court decided; as a sentence, a tag and a title name it. */
export interface OrderNames {
  readonly order: 'superior' | 'settlement' | 'dispute' | 'mediation';
  readonly orderTag: OrderNames['order'];
  readonly orderName: OrderNames['order'];
}
export function orderNames(order: OrderNames['order']): OrderNames {
  return { order, orderTag: order, orderName: order };
}

/** Settled by agreement, or withdrawn. */
export interface ObjectionClosed {
  readonly number: string;
  readonly ending: 'settled' | 'withdrawn';
  readonly endedOn: LocalDate;
  /** What the office is to do by a day: give all, a part, answer, or another deed; null where the record ends the matter. */
  readonly agreed: 'all' | 'part' | 'answer' | 'deed' | null;
  readonly carryOutBy: LocalDate | null;
  /** Where it waits for the payment: the day that was agreed, and the working days of the office once it is paid. */
  readonly agreedDay: LocalDate | null;
  readonly daysOncePaid: number;
  readonly isCostAgreed: boolean;
  /** Whole rupiah: what is left of it. */
  readonly cost: number | null;
  /** Whole rupiah that were paid beyond it; null where none were. */
  readonly refund: number | null;
  /** Neither a day nor a cost was agreed. */
  readonly isUnchanged: boolean;
  /** The record, and the task where it has words of its own: on paper alone, where no code stands before them. */
  readonly words: string | null;
  readonly taskWords: string | null;
  readonly link: LinkPath;
}
export const objectionClosed = defineMail<ObjectionClosed>({
  reader: 'requester',
  legal: true,
  sample: {
    number: SAMPLE.objectionNumber,
    ending: 'settled',
    endedOn: localDate('2026-12-18'),
    ...{
      agreed: 'all',
      carryOutBy: localDate('2027-01-06'),
      agreedDay: null,
      daysOncePaid: 0,
      isCostAgreed: true,
      cost: 5000,
      refund: 2500,
      isUnchanged: false,
    },
    words: 'Rekapitulasi diberikan kepada pemohon.',
    taskWords: null,
    link: SAMPLE.link,
  },
});

/** What opened the way to the commission: the answer or, where null, the end of the term for it. */
interface RemedyOpened {
  readonly objectionAnsweredOn: LocalDate | null;
  readonly replyDueOn: LocalDate;
}

/** The PPID did what the superior ordered, or what both sides agreed on. */
export interface OrderCarriedOut extends RemedyOpened, OrderNames {
  readonly number: string;
  /** Null in the letter with which it leaves: it is carried out on the day of that. */
  readonly carriedOutOn: LocalDate | null;
  /** Last day to go to the commission, while it is still to come. */
  readonly commissionUntil: LocalDate | null;
  /** Last day to object to what was given; null in the letter with which it leaves, and where nothing bears an objection. */
  readonly objectionUntil: LocalDate | null;
  /** Last day to object to the delay, where it was late and gave nothing; null otherwise. */
  readonly lateUntil: LocalDate | null;
  /** Working days of that right where what is given comes with the letter; null otherwise. */
  readonly objectionDays: number | null;
  /** Whole rupiah that were paid beyond what the order leaves of the cost; null where none were. */
  readonly refund: number | null;
  readonly link: LinkPath;
}
export const orderCarriedOut = defineMail<OrderCarriedOut>({
  reader: 'requester',
  counted: ['commissionUntil', 'objectionUntil', 'lateUntil'],
  legal: true,
  sample: {
    number: SAMPLE.objectionNumber,
    ...orderNames('superior'),
    carriedOutOn: localDate('2027-01-04'),
    objectionUntil: localDate('2027-02-15'),
    lateUntil: null,
    objectionDays: null,
    objectionAnsweredOn: localDate('2026-12-21'),
    replyDueOn: localDate('2027-01-26'),
    commissionUntil: localDate('2027-01-14'),
    refund: 2500,
    link: SAMPLE.link,
  },
});

/** The day of an order or an agreement passed without the deed: a new right to object. */
export interface OrderLapsed extends OrderNames {
  readonly number: string;
  readonly carryOutBy: LocalDate;
  /** null where no request stands behind the objection: ground b has no last day. */
  readonly objectionUntil: LocalDate | null;
  readonly link: LinkPath;
}
export const orderLapsed = defineMail<OrderLapsed>({
  reader: 'requester',
  counted: ['objectionUntil'],
  legal: true,
  sample: {
    number: SAMPLE.objectionNumber,
    ...orderNames('superior'),
    carryOutBy: localDate('2027-01-06'),
    objectionUntil: localDate('2027-02-18'),
    link: SAMPLE.objectionLink,
  },
});

/** Five working days before the right to go to the commission ends; give `notAfter` = its end. */
export interface CommissionWindowEnding extends RemedyOpened {
  readonly number: string;
  readonly commissionUntil: LocalDate;
  readonly link: LinkPath;
}
export const commissionWindowEnding = defineMail<CommissionWindowEnding>({
  reader: 'requester',
  counted: ['commissionUntil'],
  legal: false,
  sample: {
    number: SAMPLE.objectionNumber,
    objectionAnsweredOn: localDate('2026-12-21'),
    replyDueOn: localDate('2027-01-26'),
    commissionUntil: localDate('2027-01-14'),
    link: SAMPLE.link,
  },
});

/** To who carries an order out; and, once its day has passed, to who oversees it as well. */
export interface OrderTask extends OrderNames {
  readonly number: string;
  readonly carryOutBy: LocalDate;
  /** 0 = today is the last day; negative once it has passed. */
  readonly workingDaysLeft: number;
  readonly link: LinkPath;
}
const orderSample: OrderTask = {
  number: SAMPLE.objectionNumber,
  ...orderNames('superior'),
  carryOutBy: localDate('2027-01-06'),
  workingDaysLeft: 9,
  link: '/petugas/keberatan/0190a7f2-7d3e-7c55-9a51-5a7f0c1d2e3f',
};
export const orderToCarryOut = defineMail<OrderTask>({ reader: 'staff', legal: true, sample: orderSample });
export const orderReminded = defineMail<OrderTask>({
  reader: 'staff',
  legal: false,
  sample: { ...orderSample, workingDaysLeft: 3 },
});
export const orderOverdue = defineMail<OrderTask>({
  reader: 'staff',
  legal: true,
  sample: { ...orderSample, workingDaysLeft: -1 },
});
