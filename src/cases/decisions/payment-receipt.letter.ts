import type { DecisionContents, DecisionCost } from '../../law/decision-contents.js';
import { totalCost } from '../../law/decision-contents.js';
import type { PaymentMethod } from '../../law/handover.js';
import type { City } from '../../platform/config/city.js';
import { printedMoney } from '../../platform/letters/letter-money.js';
import type { PrintedDate } from '../../platform/letters/letter-parts.js';
import type { NoticeBody } from '../requests/case-letters.js';

interface PaymentFacts {
  /** What this payment covers. */
  readonly parts: DecisionCost;
  /** The whole cost at once: then quantity and tariff of the sheets are told. */
  readonly isWhole: boolean;
  readonly sheets: DecisionContents['sheets'];
  readonly method: PaymentMethod;
  readonly paidOn: PrintedDate;
  readonly paidTime: string;
  readonly noticeOn: PrintedDate;
  readonly noticeNumber: string | null;
  readonly receivedBy: string;
}

/** The receipt of one payment (PerKI 1/2021 art. 38(4)); the payer's name is merged when it is printed. */
export function paymentReceipt(facts: PaymentFacts, city: City): NoticeBody<'payment-receipt'> {
  const { parts, sheets } = facts;
  const line = (rupiah: number) => ({ quantity: null, tariff: null, sum: printedMoney(rupiah) });
  const copying =
    facts.isWhole && sheets !== null
      ? {
          quantity: `${String(sheets.count * sheets.copies)} lembar`,
          tariff: printedMoney(sheets.tariff),
          sum: printedMoney(parts.copy),
        }
      : line(parts.copy);
  return {
    paidOn: facts.paidOn,
    paidTime: facts.paidTime,
    copying,
    delivery: line(parts.delivery),
    other: line(parts.other),
    total: printedMoney(totalCost(parts)),
    method: facts.method,
    tariffDecree: city.costs.decree,
    noticeNumber: facts.noticeNumber,
    noticeOn: facts.noticeOn,
    place: city.place,
    receivedBy: facts.receivedBy,
  };
}
