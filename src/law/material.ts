import type { LocalDate } from './local-date.js';
import { MATERIAL_DAYS_BEFORE_REPLY } from './service-rules.js';
import type { RequestState } from './request-states.js';
import type { WorkingCalendar } from './working-calendar.js';

const ANSWER_IS_PREPARED: readonly RequestState[] = ['received', 'processing', 'extended', 'consent_pending'];

/** Whether the officer in charge may ask another unit for material: while an answer is being prepared. */
export function mayAskForMaterial(state: RequestState): boolean {
  return ANSWER_IS_PREPARED.includes(state);
}

/**
 * Whether a day fits as the unit's own due day: not over, and inside the reply term as long as that runs. The term
 * itself is not moved by it (PerKI 1/2021 art. 6(4): one public body). `replyDue` null = no reply clock.
 */
export function materialDueFits(
  dueOn: LocalDate,
  { today, replyDue }: { readonly today: LocalDate; readonly replyDue: LocalDate | null },
): boolean {
  if (dueOn < today) return false;
  return replyDue === null || replyDue < today || dueOn <= replyDue;
}

/**
 * The day that is offered: three working days before the answer is due, never before today. Answer due Tue 2026-12-08:
 * Thu 2026-12-03.
 */
export function defaultMaterialDue(
  today: LocalDate,
  replyDue: LocalDate | null,
  calendar: WorkingCalendar,
): LocalDate {
  const base = replyDue ?? calendar.dueDate(today, MATERIAL_DAYS_BEFORE_REPLY).date;
  if (replyDue === null) return base;
  const day = calendar.workingDayBefore(base, MATERIAL_DAYS_BEFORE_REPLY);
  return day < today ? today : day;
}
