import { localDate, type LocalDate } from '../../../law/local-date.js';
import { timeLimit } from '../../../law/time-limits.js';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import { endOfCount } from '../../../law/term.js';
import type { Agency } from '../../../office/agencies/agencies.queries.js';
import { dateBlock } from '../../../office/calendar/date-block.js';
import { countedDays } from '../../../office/calendar/counted-days.js';
import { pathInLanguage } from '../../../platform/views/language.js';
import type { TextPart } from '../../../platform/views/parts/case-parts.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { FilingAnswer } from '../filing.js';

export interface ReceiptSources {
  readonly answer: FilingAnswer;
  readonly agency: Agency | null;
  readonly email: string | null;
  readonly today: LocalDate;
}

/** The receipt page: number and code, the date, what comes next, and the rights. */
export function receiptPage(texts: Texts, calendar: WorkingCalendar, sources: ReceiptSources) {
  const { answer, email } = sources;
  const t = (name: string, values?: Readonly<Record<string, string>>): string =>
    texts.t(`filing.receipt.${name}`, values);
  return {
    receipt: { title: t('heading'), number: answer.registerNumber, code: answer.trackingCode },
    block: promisedDate(texts, calendar, sources),
    how: howPromised(texts, calendar, sources),
    receiptHref: pathOf(answer.links.receipt),
    trackingHref: inLanguage(texts, answer.links.tracking),
    email,
    steps: nextSteps(texts, sources),
    leaveAction: pathInLanguage('/permohonan/terkirim/keluar', texts.language),
  };
}

function promisedDate(texts: Texts, calendar: WorkingCalendar, { answer, today }: ReceiptSources) {
  if (answer.dueDate === null) return null;
  const start = localDate(answer.receivedOn);
  const receivedAt = new Date(answer.receivedAt);
  const { formats } = texts;
  const facts = {
    start,
    today,
    workingDays: timeLimit('reply', start).length,
    mood: { kind: 'running' },
    due: localDate(answer.dueDate),
  } as const;
  const values = { date: formats.date(start), time: formats.time(receivedAt) };
  const link = {
    href: inLanguage(texts, answer.links.calendar),
    text: texts.t('common.date.calendar'),
  };
  const foot = answer.provisional ? {} : { foot: texts.t('filing.receipt.received', values) };
  return dateBlock(texts, calendar, facts, { ...foot, link });
}

/** The days behind the promised date; none where a decree has moved it since. */
function howPromised(texts: Texts, calendar: WorkingCalendar, { answer, today }: ReceiptSources) {
  const start = localDate(answer.receivedOn);
  const count = { start, workingDays: timeLimit('reply', start).length };
  if (answer.dueDate !== endOfCount(count, calendar).date) return null;
  return countedDays(texts, calendar, { ...count, today, tone: 'fine' });
}

function nextSteps(texts: Texts, { answer, agency }: ReceiptSources): TextPart[][] {
  const t = (name: string, values?: Readonly<Record<string, string>>): string =>
    texts.t(`filing.receipt.${name}`, values);
  const strong = (date: string): TextPart => ({ text: texts.formats.date(date), strong: true });
  const name = agency === null ? null : texts.language === 'en' ? agency.nameEn : agency.shortName;
  const who = name ?? answer.agency?.name ?? t('next-2-office');
  const second =
    answer.dueDate === null
      ? [{ text: t('next-2-no-date', { who }) }]
      : [{ text: `${who} ${t('next-2')} ` }, strong(answer.dueDate), { text: t('next-2-end') }];
  // Official help and courtesy know neither a check by date nor an objection.
  if (answer.completenessDueDate === null) return [second];
  return [
    [{ text: `${t('next-1')} ` }, strong(answer.completenessDueDate), { text: '.' }],
    second,
    [{ text: t('next-3') }],
  ];
}

// The page links inside its own site, whatever name the visitor came by.
function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return pathname + search;
}

function inLanguage(texts: Texts, link: string): string {
  return pathInLanguage(pathOf(link), texts.language);
}
