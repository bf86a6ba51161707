import type { Agency } from '../../office/agencies/agencies.queries.js';
import { rowDate } from '../../office/calendar/date-block.js';
import { shortName } from '../../office/staff/staff-frame.js';
import type { Texts } from '../../platform/views/texts.js';
import { subjectOf } from './case-rows.js';
import { agencyName } from './heat-table.js';
import { MOST_REMINDERS, type ReminderReading } from './reminders.queries.js';

export interface ReminderFacts extends ReminderReading {
  readonly agency: Agency | null;
  readonly agencies: readonly Agency[];
  readonly csrf: string;
  readonly key: string;
  readonly nothingPicked: boolean;
}

/** The model of `/pengawas/pengingat`: every case with its box ticked, and who reads the mail. */
export function reminderModel(texts: Texts, facts: ReminderFacts): object {
  const { rows, agency, agencies, calendar, today } = facts;
  const total = rows[0]?.total ?? 0;
  return {
    about:
      agency === null
        ? texts.t('oversight.remind.about-cases')
        : texts.t('oversight.remind.about-agency', { agency: agency.name }),
    backHref: agency === null ? '/pengawas/kasus' : `/pengawas/instansi/${agency.code}`,
    backText: agency === null ? texts.t('oversight.case.back') : agency.shortName,
    hidden: { csrf: facts.csrf, idempotencyKey: facts.key },
    agencyCode: agency?.code ?? null,
    errors: facts.nothingPicked ? [{ field: 'kasus-1', message: texts.t('oversight.remind.pick') }] : [],
    most: total > rows.length ? texts.t('oversight.remind.most', { n: MOST_REMINDERS }) : null,
    buttonText: texts.t('oversight.remind.button', { n: rows.length }),
    rows: rows.map((row) => ({
      value: `${row.id}:${String(row.version)}`,
      href: `/pengawas/kasus/${row.id}`,
      number: row.register_number,
      summary: subjectOf(row.question),
      date:
        row.due_on === null ? null : rowDate(texts, calendar, { today, due: row.due_on, state: 'running' }),
      to: row.holder_name === null ? texts.t('oversight.case.unknown') : shortName(row.holder_name),
      agency: agencyName(texts, agencies, row.agency_code),
    })),
  };
}
