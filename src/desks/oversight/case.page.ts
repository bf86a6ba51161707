import { localDayOf } from '../../law/local-date.js';
import { eventsFrom } from '../../law/next-state.js';
import { isOpenRequest } from '../../law/request-states.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { owedOf } from '../../cases/requests/owed.queries.js';
import { replyCountOf, replySince } from '../../cases/requests/case-counts.js';
import type { Agency } from '../../office/agencies/agencies.queries.js';
import { dateBlock, dueTag } from '../../office/calendar/date-block.js';
import { shortName } from '../../office/staff/staff-frame.js';
import type { DateBlock } from '../../platform/views/parts/date-block.js';
import type { FactRow, LogEntry } from '../../platform/views/parts/staff-parts.js';
import { staffStatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';
import {
  caseSafeDate,
  countingHref,
  letterBlock,
  letterTags,
  orderBlock,
  orderTags,
} from '../../cases/requests/pages/case-dates.js';
import type { OverseenCase } from './case.queries.js';
import { eventWords, subjectOf } from './case-rows.js';

export interface CaseFacts {
  readonly overseen: OverseenCase;
  readonly agencies: readonly Agency[];
  readonly mayAct: boolean;
  readonly done: readonly string[];
}

/** Whether a reminder says anything: an answer, documents or an order are owed. */
export function mayRemind(row: Pick<CaseRow, 'status' | 'provide_on' | 'order_due_on'>): boolean {
  return owedOf(row) !== null;
}

/** Whether the state table lets a case go to another agency. */
export function mayAssign(row: Pick<CaseRow, 'status'>): boolean {
  return eventsFrom(row.status).includes('assign');
}

/** Whether somebody can be named: the case is open and an agency holds it. */
export function mayNameHolder(row: Pick<CaseRow, 'status' | 'agency_code'>): boolean {
  return isOpenRequest(row.status) && row.agency_code !== null;
}

/** The model of `/pengawas/kasus/{id}`: question, clock, timeline, and the supervisor's own acts. */
export function caseModel(texts: Texts, { overseen, agencies, mayAct, done }: CaseFacts): object {
  const { row, calendar, now, holderName } = overseen;
  const today = localDayOf(now);
  const running = row.due_on !== null && isOpenRequest(row.status) && row.noticed_at === null;
  const agency = agencies.find((one) => one.code === row.agency_code);
  const status = staffStatusTag(texts, row.status, false);
  const acts = mayAct ? actsOf(texts, row) : [];
  return {
    bar: {
      number: row.register_number,
      tags: [
        status,
        ...(running && row.due_on !== null ? [dueTag(texts, calendar, { today, due: row.due_on })] : []),
        ...orderTags(texts, overseen),
        ...letterTags(texts, overseen),
      ],
      holder: `${texts.t('oversight.columns.holder')}: ${holderName === null ? texts.t('oversight.case.nobody') : shortName(holderName)}`,
      back: { href: '/pengawas/kasus', text: texts.t('oversight.case.back') },
    },
    subject: subjectOf(row.question),
    question: row.question,
    done,
    block: blockOf(texts, overseen),
    safe: caseSafeDate(texts, overseen),
    factRows: factsOf(texts, overseen, agency),
    acts,
    noActs: mayAct && acts.length === 0 ? texts.t('oversight.case.no-acts', { status: status.text }) : null,
    timeline: { entries: logOf(texts, overseen) },
  };
}

function actsOf(texts: Texts, row: CaseRow): readonly { readonly href: string; readonly text: string }[] {
  const act = (on: boolean, href: string, key: string) =>
    on ? [{ href, text: texts.t(`oversight.case.${key}`) }] : [];
  return [
    ...act(mayRemind(row), `/pengawas/pengingat?kasus=${row.id}`, 'remind'),
    ...act(mayAssign(row), `/pengawas/kasus/${row.id}/tugaskan`, 'assign'),
    ...act(mayNameHolder(row), `/pengawas/kasus/${row.id}/pemegang`, 'name-holder'),
  ];
}

function blockOf(texts: Texts, overseen: OverseenCase): DateBlock | null {
  const { row, calendar, rules, now } = overseen;
  const waiting = letterBlock(texts, overseen) ?? orderBlock(texts, overseen);
  if (waiting !== null) return waiting;
  if (row.due_on === null) return null;
  const term = replyCountOf(row, calendar, rules);
  if (term === null || (row.noticed_at === null && !isOpenRequest(row.status))) return null;
  const mood =
    row.noticed_at === null
      ? { kind: 'running' as const }
      : { kind: 'answered' as const, answeredOn: row.notice_left_on ?? localDayOf(row.noticed_at) };
  return dateBlock(
    texts,
    calendar,
    { ...term, today: localDayOf(now), due: row.due_on, mood, since: replySince(row, term) },
    {
      staff: true,
      foot: 'auto',
      link: {
        href: countingHref(term, row.rule_set_version),
        text: texts.t('common.date.show-count'),
      },
    },
  );
}

function factsOf(
  texts: Texts,
  { row, holderName }: OverseenCase,
  agency: Agency | undefined,
): readonly FactRow[] {
  const { formats } = texts;
  const label = (key: string): string => texts.t(`oversight.case.${key}`);
  return [
    {
      label: label('agency'),
      value: agency?.name ?? texts.t(`oversight.${row.part_count > 0 ? 'several-agencies' : 'no-agency'}`),
    },
    { label: label('holder'), value: holderName ?? label('nobody') },
    { label: label('received'), value: formats.dateTime(row.received_at) },
    { label: label('channel'), value: texts.t(`oversight.channels.${row.channel}`) },
    {
      label: label('due'),
      value:
        row.due_on === null
          ? label('none')
          : `${formats.date(row.due_on)}${row.extended_at === null ? '' : `, ${label('extended')}`}`,
    },
    ...(row.noticed_at === null
      ? []
      : [{ label: label('answered'), value: formats.dateTime(row.noticed_at) }]),
    ...(row.order_due_on === null || row.order_by === null
      ? []
      : [{ label: texts.t(`workspace.orders.${row.order_by}.name`), value: formats.date(row.order_due_on) }]),
  ];
}

function logOf(texts: Texts, { timeline }: OverseenCase): readonly LogEntry[] {
  return timeline.map(({ event, at, by }, index) => ({
    kind: by === null ? 'system' : 'event',
    title: eventWords(texts, event),
    when: texts.formats.dateTimeShort(at),
    ...(by === null ? {} : { who: shortName(by) }),
    newest: index === 0,
  }));
}
