import { localDate, type LocalDate } from '../../../law/local-date.js';
import { defineMail, type LinkPath } from '../mail-kind.js';
import { SAMPLE } from './sample.js';

/** The commission has notified a dispute: to holder, PPID and superior. */
export interface DisputeOpened {
  /** Number of the objection. */
  readonly number: string;
  readonly filedOn: LocalDate;
  /** T11 and T12, the commission's own terms. */
  readonly startDueOn: LocalDate;
  readonly endDueOn: LocalDate;
  /** Filed after T10. */
  readonly late: boolean;
  readonly link: LinkPath;
}
export const disputeOpened = defineMail<DisputeOpened>({
  reader: 'staff',
  legal: false,
  sample: {
    number: 'AMBON-K-2026-000007',
    filedOn: localDate('2027-01-25'),
    startDueOn: localDate('2027-02-15'),
    endDueOn: localDate('2027-07-05'),
    late: false,
    link: SAMPLE.staffLink,
  },
});

/** An order of a mediation or ruling, when it is recorded and when its day has passed. */
export interface DisputeOrder {
  readonly number: string;
  readonly decidedOn: LocalDate;
  readonly carryOutBy: LocalDate;
  /** The day has passed, also where a court confirms an order from before. */
  readonly isPast: boolean;
  /** The mail leaves later than it should. */
  readonly late: boolean;
  readonly link: LinkPath;
}
const orderSample: DisputeOrder = {
  number: 'AMBON-K-2026-000007',
  decidedOn: localDate('2027-03-01'),
  carryOutBy: localDate('2027-03-15'),
  isPast: false,
  late: false,
  link: SAMPLE.staffLink,
};
export const disputeOrder = defineMail<DisputeOrder>({ reader: 'staff', legal: true, sample: orderSample });
export const disputeOrderOverdue = defineMail<DisputeOrder>({
  reader: 'staff',
  legal: true,
  sample: orderSample,
});
