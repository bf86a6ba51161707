import { deliveryClock } from '../../src/law/delivery.js';
import { laterOf, type LocalDate } from '../../src/law/local-date.js';
import type { NoticeFacts } from '../../src/law/objection-windows.js';
import type { ModelCase } from './model-case.js';
import type { Sight } from './move.js';

/** The day until which what was not documented yet is promised, beside what is granted. */
export function restOf({ items }: ModelCase): LocalDate | null {
  return items.reduce<LocalDate | null>(
    (day, { availableOn }) =>
      day !== null && availableOn !== null ? laterOf(day, availableOn) : (day ?? availableOn),
    null,
  );
}

/** The granted part of a mixed answer is handed over; T6 runs for the rest. */
export function deliverPart(model: ModelCase, { today }: Sight): void {
  model.partHandedOn = today;
  model.provideOn = restOf(model);
  model.deliveryLapsed = false;
  handedOver(model, today, ({ kind }) => kind !== 'not_documented');
}

export function handedOver(
  model: ModelCase,
  today: LocalDate,
  which: (notice: NoticeFacts) => boolean,
): void {
  model.notices = model.notices.map((each) => (which(each) ? { ...each, deliveredOn: today } : each));
}

/** The cost is paid, or waived: a T6 that waited for it begins (D9). */
export function paidInFull(model: ModelCase, sight: Sight): void {
  const { statedOn, noticedOn } = model;
  if (statedOn === null || noticedOn === null || model.provideOn !== null) return;
  const facts = { noticedOn, provideOn: statedOn, noticeSaysPaymentPauses: true, cost: model.cost };
  const clock = deliveryClock({ ...facts, paidOn: sight.today }, sight.calendar, model.rules);
  if (clock.kind !== 'runs') return;
  const provideOn = clock.due.date;
  model.provideOn = provideOn;
  model.notices = model.notices.map((each) => (each.namesCost ? { ...each, provideOn } : each));
}
