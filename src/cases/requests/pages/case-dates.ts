import { owesDelivery } from '../../../law/delivery.js';
import { localDayOf, type LocalDate } from '../../../law/local-date.js';
import { awaitsNotice, replyClockRuns } from '../../../law/request-states.js';
import type { Ruleset } from '../../../law/ruleset.js';
import { numberInCount, type TermCount } from '../../../law/term.js';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import { safeReplyDate, strictDateWhileIncomplete } from '../../../law/safe-date.js';
import { dateBlock, dueTag } from '../../../office/calendar/date-block.js';
import { safeDateWords, type SafeDateWords } from '../../../office/calendar/safe-date-words.js';
import type { DateBlock } from '../../../platform/views/parts/date-block.js';
import { staffStatusTag, type StatusTag } from '../../../platform/views/parts/status-tag.js';
import type { Texts } from '../../../platform/views/texts.js';
import { repairCount, replyCountOf, replyDateFacts, replySince } from '../case-counts.js';
import type { CaseRow } from '../case-row.js';

/** A case at a moment: what its dates are drawn from. */
export interface DatedCase {
  readonly row: CaseRow;
  readonly calendar: WorkingCalendar;
  /** The readings of the law the case began under. */
  readonly rules: Ruleset;
  readonly now: Date;
  /** The day on which the last letter of incompleteness was received; null or absent while that is not known. */
  readonly letterOn?: LocalDate | null;
}

type Term = Parameters<typeof dateBlock>[2];

/**
 * The date block of a case for staff: reply date, the requester's own, the promised day, the day of a letter or an order,
 * or the day of the answer.
 */
export function caseDateBlock(texts: Texts, dated: DatedCase): DateBlock | null {
  const { row, calendar, rules, now, letterOn = null } = dated;
  const today = localDayOf(now);
  const waiting = letterBlock(texts, dated) ?? orderBlock(texts, dated);
  if (waiting !== null) return waiting;
  if (row.status === 'incomplete' && row.repair_due_on !== null && letterOn !== null) {
    const facts = { ...repairCount(letterOn), due: row.repair_due_on, today, since: 'letter' } as const;
    const block = staffBlock(texts, calendar, { ...facts, mood: { kind: 'turn' } });
    // No clock stands still where none runs.
    return row.standing === 'statutory' ? block : { ...block, words: texts.t('common.date.staff.waiting') };
  }
  if (row.provide_on !== null && owesDelivery({ state: row.status, provideOn: row.provide_on })) {
    const facts = {
      start: row.noticed_at === null ? today : localDayOf(row.noticed_at),
      due: row.provide_on,
      today,
      mood: { kind: 'running' },
      since: 'notice',
      dayZero: 'end-of-term',
    } as const;
    return staffBlock(texts, calendar, facts, texts.t('acts.frame.deliver-by'));
  }
  const term = replyCountOf(row, calendar, rules);
  if (term === null || row.due_on === null) return null;
  const link = {
    href: countingHref(term, row.rule_set_version),
    text: texts.t('common.date.show-count'),
  };
  if (row.noticed_at !== null) {
    const answeredOn = row.notice_left_on ?? localDayOf(row.noticed_at);
    const mood = { kind: 'answered', answeredOn } as const;
    return { ...staffBlock(texts, calendar, { ...term, due: row.due_on, today, mood }), link };
  }
  if (!replyClockRuns(row.status)) return null;
  const since = replySince(row, term);
  const running = { ...term, due: row.due_on, today, mood: { kind: 'running' }, since } as const;
  return { ...staffBlock(texts, calendar, running), link };
}

/** The day by which a written notice has to leave on paper, as the date of its case; null where none waits. */
export function letterBlock(texts: Texts, { row, calendar, rules, now }: DatedCase): DateBlock | null {
  const term = replyCountOf(row, calendar, rules);
  if (row.letter_due_on === null || term === null) return null;
  const { workingDays: _, ...count } = term;
  const facts = {
    ...count,
    due: row.letter_due_on,
    today: localDayOf(now),
    mood: { kind: 'running' },
  } as const;
  return staffBlock(
    texts,
    calendar,
    { ...facts, since: replySince(row, term) },
    texts.t('workspace.letter.block'),
  );
}

/** The day of an order as the date of its case; null while an answer is owed, whose date stands there, or none waits. */
export function orderBlock(texts: Texts, { row, calendar, now }: Omit<DatedCase, 'rules'>): DateBlock | null {
  const { order_due_on: due, order_by: by, provide_on: provideOn, status } = row;
  if (due === null || by === null || awaitsNotice(status)) return null;
  if (status === 'granted_open' && provideOn !== null && provideOn < due) return null;
  const label = texts.t(`workspace.orders.${by}.block`);
  const start = row.ordered_on ?? due;
  const facts = {
    start,
    due,
    today: localDayOf(now),
    mood: { kind: 'running' },
    dayZero: 'end-of-term',
  } as const;
  const since = by === 'settlement' || by === 'mediation-agreed' ? 'agreement' : 'order';
  return staffBlock(texts, calendar, { ...facts, since }, label);
}

/** A term as staff see it: short date, sign, which day it is today. */
export function staffBlock(
  texts: Texts,
  calendar: WorkingCalendar,
  facts: Omit<Term, 'workingDays' | 'due'> & { readonly due: LocalDate; readonly workingDays?: number },
  label?: string,
): DateBlock {
  const days = facts.workingDays ?? numberInCount(facts, facts.due, calendar);
  const options = { staff: true, ...(label === undefined ? {} : { label }) } as const;
  // A day promised for today has no days to draw.
  return days < 1
    ? dateBlock(texts, calendar, { ...facts, workingDays: 1 }, { ...options, compact: true })
    : dateBlock(texts, calendar, { ...facts, workingDays: days }, { ...options, foot: 'auto' });
}

/** The date that is safe in every reading of the law, for staff; null when it is the same. */
export function caseSafeDate(
  texts: Texts,
  { row, calendar, rules }: Omit<DatedCase, 'now'>,
): SafeDateWords | null {
  if (row.status === 'incomplete' && row.due_on === null && row.reply_started_on !== null)
    return safeDateWords(texts, strictDateWhileIncomplete(row.received_on, calendar, rules), null, rules);
  if (row.due_on === null || row.noticed_at !== null || !awaitsNotice(row.status)) return null;
  return safeDateWords(
    texts,
    safeReplyDate(replyDateFacts(row, row.due_on, rules), calendar, rules),
    row.due_on,
    rules,
  );
}

/** Address of the page that counts a term day by day, by the rule set of its case. */
export function countingHref({ start, workingDays, dayZero }: TermCount, ruleSetVersion: number): string {
  const [year = '', month = '', day = ''] = start.split('-');
  const query = new URLSearchParams([
    ['hari', String(Number(day))],
    ['bulan', String(Number(month))],
    ['tahun', year],
    ['jumlah', String(Math.max(1, workingDays))],
    ['aturan', String(ruleSetVersion)],
    ...(dayZero === 'end-of-term' ? [['sejak', 'akhir'] as [string, string]] : []),
  ]);
  return `/hitung?${query.toString()}`;
}

/** The tags of the case bar: state, and the date that counts now. */
export function caseTags(texts: Texts, dated: DatedCase): readonly StatusTag[] {
  const { standing } = dated.row;
  const tags = [...termTags(texts, dated), ...orderTags(texts, dated), ...letterTags(texts, dated)];
  if (standing === 'statutory') return tags;
  // No request of the law: nobody may mistake it for one whose clock runs.
  return [...tags, { text: texts.t(`workspace.standing.${standing}`), tone: 'closed' }];
}

/** The order that waits, by its name, with its day. */
export function orderTags(
  texts: Texts,
  { row, calendar, now }: Omit<DatedCase, 'rules'>,
): readonly StatusTag[] {
  if (row.order_due_on === null || row.order_by === null) return [];
  const due = dueTag(texts, calendar, { today: localDayOf(now), due: row.order_due_on });
  return [named(texts.t(`workspace.orders.${row.order_by}.tag`), due)];
}

/** The written notice that lies at the desk on paper, with the day by which it has to leave. */
export function letterTags(
  texts: Texts,
  { row, calendar, now }: Omit<DatedCase, 'rules'>,
): readonly StatusTag[] {
  if (row.letter_due_on === null) return [];
  return [
    named(
      texts.t('workspace.letter.tag'),
      dueTag(texts, calendar, { today: localDayOf(now), due: row.letter_due_on }),
    ),
  ];
}

function named(name: string, due: StatusTag): StatusTag {
  return { ...due, text: `${name}: ${due.text.charAt(0).toLowerCase()}${due.text.slice(1)}` };
}

function termTags(texts: Texts, { row, calendar, now }: DatedCase): readonly StatusTag[] {
  const today = localDayOf(now);
  const status = staffStatusTag(texts, row.status, false);
  if (row.status === 'incomplete' && row.due_on === null && row.standing === 'statutory')
    return [status, { text: texts.t('common.date.staff.suspended'), tone: 'waiting', sign: 'waiting' }];
  if (row.due_on !== null && row.noticed_at === null && awaitsNotice(row.status))
    return [status, dueTag(texts, calendar, { today, due: row.due_on })];
  if (row.provide_on !== null && owesDelivery({ state: row.status, provideOn: row.provide_on }))
    return [status, dueTag(texts, calendar, { today, due: row.provide_on })];
  return [status];
}

/** `hari ini 09.12` or `Kam 3 Des 14.05`, inside a sentence. */
export function momentInside(texts: Texts, at: Date, now: Date): string {
  const words = momentWords(texts, at, now);
  return localDayOf(at) === localDayOf(now) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** `Hari ini 09.12` or `Kam 3 Des 14.05`, standing alone. */
export function momentWords(texts: Texts, at: Date, now: Date): string {
  const time = texts.formats.clock(at);
  const day = localDayOf(at);
  return day === localDayOf(now)
    ? texts.t('acts.frame.today-at', { time })
    : `${texts.formats.dateShort(day)}\u00a0${time}`;
}
