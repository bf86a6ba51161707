import type { City } from '../../platform/config/city.js';
import type { Texts } from '../../platform/views/texts.js';
import { commissionDay, commissionOpenUntil, type TrackedCase } from './tracked-case.js';

/** The way to the commission of the objection that the headline is about: until when, or that its day has passed. */
export function commissionWords(texts: Texts, tracked: TrackedCase, city: City): string {
  const { objection, row, today } = tracked;
  const until = objection === null ? null : commissionDay(objection, row.status);
  if (objection === null || until === null) return '';
  const isOpen = commissionOpenUntil(objection, row.status, today) !== null;
  const opened = objection.status === 'silent' ? 'commission-silent' : 'commission';
  const key = isOpen ? opened : objection.replyWaits ? 'commission-waits' : 'commission-over';
  return texts.t(`tracking.remedy.${key}`, {
    commission: city.commission.name[texts.language],
    date: texts.formats.date(until),
  });
}
