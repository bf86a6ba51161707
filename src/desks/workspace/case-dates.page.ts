import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { replyClockRuns } from '../../law/request-states.js';
import type { Ruleset } from '../../law/ruleset.js';
import { safeReplyDate } from '../../law/safe-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { dateBlock, dueTag } from '../../office/calendar/date-block.js';
import type { DateBlock } from '../../platform/views/parts/date-block.js';
import type { ClockRow } from '../../platform/views/parts/staff-parts.js';
import { staffStatusTag, type StatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';
import type { CaseClock } from './case-clocks.js';
import type { CaseReading } from './case-reading.js';

/** The date block of a case: reply date, the requester's own, the promised day, or the day of the answer. */
export function caseDateBlock(texts: Texts, reading: CaseReading): DateBlock | null {
  const { row, calendar, now } = reading;
  const today = localDayOf(now);
  const start = row.reply_started_on ?? row.received_on;
  if (row.status === 'incomplete' && row.repair_due_on !== null) {
    const from = reading.clocks.findLast((clock) => clock.kind === 'T3')?.startedOn ?? row.received_on;
    return block(texts, calendar, { start: from, due: row.repair_due_on, today, mood: { kind: 'turn' } });
  }
  if (row.status === 'granted_open' && row.provide_on !== null) {
    const from = row.noticed_at === null ? today : localDayOf(row.noticed_at);
    const label = texts.t('workspace.case.deliver-by');
    return block(
      texts,
      calendar,
      { start: from, due: row.provide_on, today, mood: { kind: 'running' } },
      label,
    );
  }
  if (row.due_on === null) return null;
  const link = {
    href: `/hitung?${hitung(start, calendar.workingDaysBetween(start, row.due_on))}`,
    text: texts.t('common.date.show-count'),
  };
  if (row.noticed_at !== null) {
    const mood = { kind: 'answered', answeredOn: localDayOf(row.noticed_at) } as const;
    return { ...block(texts, calendar, { start, due: row.due_on, today, mood }), link };
  }
  if (!replyClockRuns(row.status)) return null;
  return { ...block(texts, calendar, { start, due: row.due_on, today, mood: { kind: 'running' } }), link };
}

type Term = Parameters<typeof dateBlock>[2];

function block(
  texts: Texts,
  calendar: WorkingCalendar,
  facts: Omit<Term, 'workingDays' | 'due'> & { readonly due: LocalDate },
  label?: string,
): DateBlock {
  const days = calendar.workingDaysBetween(facts.start, facts.due);
  const options = { staff: true, foot: 'auto', ...(label === undefined ? {} : { label }) } as const;
  // A day promised for today has no days to draw.
  return dateBlock(
    texts,
    calendar,
    { ...facts, workingDays: Math.max(days, 1) },
    days < 1 ? { ...options, compact: true, foot: '' } : options,
  );
}

function hitung(start: LocalDate, workingDays: number): string {
  const [year = '', month = '', day = ''] = start.split('-');
  return new URLSearchParams([
    ['hari', String(Number(day))],
    ['bulan', String(Number(month))],
    ['tahun', year],
    ['jumlah', String(workingDays)],
  ]).toString();
}

/** The date that is safe in every reading of the law, for staff; null when it is the same. */
export function caseSafeDate(
  texts: Texts,
  { row, calendar }: CaseReading,
  rules: Ruleset,
): { readonly title: string; readonly reason: string } | null {
  if (row.due_on === null || row.noticed_at !== null || !replyClockRuns(row.status)) return null;
  const strict = calendar.inReading({ ...calendar.reading, collectiveLeave: 'working' });
  const facts = {
    countedFrom: row.reply_started_on ?? row.received_on,
    extendedOn: row.extended_at === null ? null : localDayOf(row.extended_at),
    replyDue: row.due_on,
  };
  const safe = safeReplyDate(facts, calendar, strict, rules);
  if (safe === null) return null;
  const because = safe.because.map((reason) => texts.t(`workspace.case.safe.${reason}`)).join(' ');
  return {
    title: texts.t('workspace.case.safe.title', { date: texts.formats.dateShort(safe.date) }),
    reason: texts.t('workspace.case.safe.reason', {
      because,
      shown: texts.formats.dateShort(row.due_on),
    }),
  };
}

/** The tags of the case bar: state, and the date that counts now. */
export function caseTags(texts: Texts, { row, calendar, now }: CaseReading): readonly StatusTag[] {
  const today = localDayOf(now);
  const tags: StatusTag[] = [staffStatusTag(texts, row.status, false)];
  if (row.status === 'incomplete')
    tags.push({ text: texts.t('common.date.staff.suspended'), tone: 'waiting', sign: 'waiting' });
  else if (row.due_on !== null && row.noticed_at === null && replyClockRuns(row.status))
    tags.push(dueTag(texts, calendar, { today, due: row.due_on }));
  else if (row.status === 'granted_open' && row.provide_on !== null)
    tags.push(dueTag(texts, calendar, { today, due: row.provide_on }));
  return tags;
}

/** Rows under "Jam": each clock of the law with its date and what became of it. */
export function clockRows(
  texts: Texts,
  reading: CaseReading,
  extendable: LocalDate | null,
): readonly ClockRow[] {
  const rows = reading.clocks.map((clock) => clockRow(texts, reading, clock));
  if (extendable === null) return rows;
  return [
    ...rows,
    {
      label: texts.t('workspace.clocks.if-extended'),
      date: texts.formats.dateShort(extendable),
      words: texts.t('workspace.clocks.once'),
    },
  ];
}

function clockRow(texts: Texts, { row, calendar, now }: CaseReading, clock: CaseClock): ClockRow {
  const running = clock.stoppedAt === null;
  const base = {
    label: texts.t(`workspace.clocks.${clock.kind}`),
    date: texts.formats.dateShort(clock.dueDate),
  };
  if (!running) return { ...base, words: texts.t(`workspace.clocks.ended.${endOf(row, clock)}`) };
  const left = calendar.workingDaysLeft(localDayOf(now), clock.dueDate);
  const words =
    left < 0
      ? texts.t('common.date.staff.late', { n: -left })
      : left === 0
        ? texts.t('common.date.staff.today')
        : texts.t('common.date.staff.left', { n: left });
  return { ...base, strong: clock.kind !== 'T7', words };
}

function endOf(row: CaseRow, clock: CaseClock): string {
  if (clock.lapsed) return clock.kind === 'T2' ? 'taken-as-complete' : 'lapsed';
  switch (clock.kind) {
    case 'T2':
      return row.complete_at === null ? 'letter-sent' : 'complete';
    case 'T3':
      return 'repaired';
    case 'T4':
      return row.extended_at !== null ? 'extended' : row.noticed_at === null ? 'stopped' : 'answered';
    case 'T5':
      return row.noticed_at === null ? 'stopped' : 'answered';
    case 'T6':
      return 'delivered';
    default:
      return 'stopped';
  }
}
