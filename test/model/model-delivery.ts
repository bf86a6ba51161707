import { deliveryClock, owedNextOn } from '../../src/law/delivery.js';
import { laterOf, type LocalDate } from '../../src/law/local-date.js';
import type { NoticeFacts } from '../../src/law/open-grounds.js';
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

/** One part of a mixed answer is handed over; T6 of the other goes on until `restBy`. */
export function deliverPart(
  model: ModelCase,
  today: LocalDate,
  part: 'granted' | 'promised',
  restBy: LocalDate | null,
): void {
  model.partHandedOn = today;
  model.partHanded = part;
  model.provideOn = restBy;
  handedOver(model, today, ({ kind }) => (kind === 'not_documented') === (part === 'promised'));
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
  const { statedOn, noticedOn, promisedBy } = model;
  const isCounted = (promisedBy === null ? model.provideOn : model.grantedBy) !== null;
  if (statedOn === null || noticedOn === null || isCounted) return;
  const facts = { noticedOn, provideOn: statedOn, noticeSaysPaymentPauses: true, cost: model.cost };
  const clock = deliveryClock({ ...facts, paidOn: sight.today }, sight.calendar, model.rules);
  if (clock.kind !== 'runs') return;
  const provideOn = clock.due.date;
  if (promisedBy !== null) model.grantedBy = provideOn;
  model.provideOn = owedNextOn([provideOn, promisedBy]);
  model.notices = model.notices.map((each) => (each.namesCost ? { ...each, provideOn } : each));
}
