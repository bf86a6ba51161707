import type { Agency } from '../../office/agencies/agencies.queries.js';
import { rowDate } from '../../office/calendar/date-block.js';
import { shortName } from '../../office/staff/staff-frame.js';
import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { RowDate } from '../../platform/views/parts/date-block.js';
import type { QueueRow } from '../../platform/views/parts/staff-parts.js';
import { staffStatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';
import type { CaseList, ListedCase } from './case-list.queries.js';
import { agencyName } from './heat-table.js';

const SUMMARY_SIGNS = 90;

/** A row of a list as the case table draws it; without who asks. */
export function caseRow(
  texts: Texts,
  list: Pick<CaseList, 'calendar' | 'today'>,
  agencies: readonly Agency[],
  row: ListedCase,
): QueueRow {
  const cut = row.register_number.lastIndexOf('-') + 1;
  return {
    id: row.id ?? row.row_id,
    href: row.id === null ? '/pengawas/kasus?tampilan=keberatan' : `/pengawas/kasus/${row.id}`,
    overdue: row.late,
    date: dateOf(texts, list, row),
    numberHead: row.register_number.slice(0, cut),
    numberTail: row.register_number.slice(cut),
    summary: subjectOf(row.question),
    status: row.status === null ? staffStatusTag(texts, 'objection_open') : staffStatusTag(texts, row.status),
    flags: [
      ...orderFlags(texts, row),
      ...letterFlags(texts, row),
      ...(row.extended && row.status !== 'extended' ? [{ text: texts.t('oversight.list.extended') }] : []),
      ...(row.objected ? [{ text: texts.t('oversight.list.objected') }] : []),
    ],
    holder: row.holder_name === null ? texts.t('oversight.agency.nobody') : shortName(row.holder_name),
    agency: agencyName(texts, agencies, row.agency_code),
    lastEvent: row.last_event === null ? '' : shortEvent(texts, row.last_event),
    lastWhen: row.last_at === null ? '' : texts.formats.dateTimeShort(row.last_at),
  };
}

/** The question in one line of at most 90 characters; a longer one ends after a whole word. */
export function subjectOf(question: string): string {
  const signs = [...question.replace(/\s+/gu, ' ').trim()];
  if (signs.length <= SUMMARY_SIGNS) return signs.join('');
  const cut = signs.slice(0, SUMMARY_SIGNS - 1).join('');
  return `${cut.replace(/\s+\S*$/u, '')} …`;
}

function letterFlags(texts: Texts, { letter_due_on: dueOn }: ListedCase): readonly TextPart[] {
  if (dueOn === null) return [];
  const values = { date: texts.formats.dayMonthShort(dueOn) };
  return [{ text: texts.t('workspace.letter.flag', values), strong: true }];
}

function orderFlags(texts: Texts, { order_by: by, order_due_on: dueOn }: ListedCase): readonly TextPart[] {
  if (by === null || dueOn === null) return [];
  const values = { date: texts.formats.dayMonthShort(dueOn) };
  return [{ text: texts.t(`workspace.orders.${by}.flag`, values), strong: true }];
}

// At most 18 letters, so that a row keeps its height.
function shortEvent(texts: Texts, event: string): string {
  const key = `oversight.last.${event}`;
  return texts.t(texts.has(key) ? key : 'oversight.last.other');
}

/** Words of an event of the timeline; one without words is still named. */
export function eventWords(texts: Texts, event: string): string {
  const key = `workspace.events.${event}`;
  return texts.t(texts.has(key) ? key : 'workspace.events.other');
}

// What is shown is the day that somebody waits for: the requester's, the promised one, or the due date in force.
function dateOf(
  texts: Texts,
  { calendar, today }: Pick<CaseList, 'calendar' | 'today'>,
  row: ListedCase,
): RowDate {
  const draw = (due: ListedCase['due_on'], state: 'running' | 'waiting' | 'answered'): RowDate =>
    due === null
      ? { tone: 'quiet', sign: 'waiting', date: '–', iso: today, words: texts.t('oversight.case.none') }
      : rowDate(texts, calendar, { today, due, state });
  const waits = row.order_due_on !== null || row.letter_due_on !== null;
  if (waits && row.id === row.row_id) return draw(row.due_on, 'running');
  if (row.status === 'incomplete') return draw(row.repair_due_on, 'waiting');
  if (row.id !== null && row.row_id === row.id && row.noticed_on !== null)
    return draw(row.noticed_on, 'answered');
  return draw(row.due_on, 'running');
}
