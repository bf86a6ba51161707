import { addCalendarDays, type LocalDate } from '../../law/local-date.js';
import { laterOf } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import type { TermCount } from '../../law/term.js';
import type { GroundChoice } from '../../cases/objections/open-objection-grounds.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { objectionReplyCountOf, objectionWindowCountOf } from '../../cases/requests/case-counts.js';
import { dateBlock } from '../../office/calendar/date-block.js';
import { countedDays } from '../../office/calendar/counted-days.js';
import type { City } from '../../platform/config/city.js';
import { pathInLanguage } from '../../platform/views/language.js';
import type { Choice, SummaryCard } from '../../platform/views/parts/case-parts.js';
import type { CountedDays, DateBlock } from '../../platform/views/parts/date-block.js';
import type { Texts } from '../../platform/views/texts.js';
import { storedRows, type DraftWithFiles, type StoredRow } from './draft-files.js';
import { hintOf } from './ground-hints.js';
import { groundNames } from './status-objections.js';
import type { TrackedCase } from './tracked-case.js';
import { linesOf } from './typed-text.js';
import { howWindow, replyIntro } from './status-dates.js';

/** An objection as typed, before it is filed. */
export interface ObjectionDraft extends DraftWithFiles {
  readonly grounds: readonly string[];
  readonly story: string;
  readonly proxy: { readonly name: string; readonly address: string; readonly phone: string } | null;
}

export interface ObjectionFormPage {
  readonly number: string;
  readonly block: DateBlock | null;
  readonly how: CountedDays | null;
  readonly lateWords: string | null;
  readonly open: readonly Choice[];
  readonly others: readonly Choice[];
  readonly draft: ObjectionDraft;
  readonly stored: readonly StoredRow[];
  readonly hasProxy: boolean;
}

/** The form of an objection: last day on top, grounds that are open today first, the story with its dates filled in. */
export function objectionFormPage(
  texts: Texts,
  tracked: TrackedCase,
  choice: GroundChoice,
  draft: ObjectionDraft,
): ObjectionFormPage {
  const lastDay = lastDayOf(tracked, choice);
  const isLate = lastDay !== null && tracked.today > lastDay;
  const box = (ground: string, hint: string | null) => ({
    value: ground,
    name: `alasan-${ground}`,
    text: texts.t(`objections.ground.${ground}`),
    ...(hint === null ? {} : { hint }),
    checked: draft.grounds.includes(ground),
  });
  const open = choice.open.filter(({ ground }) => ground !== 'b');
  const others = [...choice.others, ...(choice.open.length > open.length ? (['b'] as const) : [])].sort();
  return {
    number: tracked.row.register_number,
    block: lastDay === null || isLate ? null : lastDayBlock(texts, tracked, lastDay),
    how:
      lastDay === null || isLate ? null : howWindow(texts, tracked, windowCountOf(tracked, choice, lastDay)),
    lateWords: isLate
      ? texts.t('tracking.objection.late', {
          date: texts.formats.date(lastDay),
          n: timeLimit('objectionWindow', tracked.today).length,
        })
      : null,
    open: open.map((window) => box(window.ground, hintOf(texts, tracked, window))),
    others: [
      ...others.map((ground) => box(ground, null)),
      ...choice.decided.map(({ ground, number }) =>
        box(ground, texts.t('tracking.object.hint-decided', { number })),
      ),
    ].sort((a, b) => a.value.localeCompare(b.value)),
    draft,
    stored: storedRows(draft.files),
    hasProxy: (draft.proxy?.name ?? '') !== '' || (draft.proxy?.address ?? '') !== '',
  };
}

/** The draft that the form opens with: the prepared objection, or the dates of the case in a sentence. */
export function preparedDraft(texts: Texts, tracked: TrackedCase, choice: GroundChoice): ObjectionDraft {
  const { row } = tracked;
  const { formats } = texts;
  const params = {
    number: row.register_number,
    received: formats.date(row.received_on),
    due: row.due_on === null ? '' : formats.date(row.due_on),
    today: formats.date(tracked.today),
    noticed: row.noticed_at === null ? '' : formats.date(row.noticed_at),
  };
  const story =
    choice.prepared?.story ??
    (tracked.overdue
      ? texts.t('tracking.object.story-silence', params)
      : row.noticed_at === null
        ? texts.t('tracking.object.story-plain', params)
        : texts.t('tracking.object.story-answered', params));
  return { grounds: choice.prepared?.grounds ?? [], story, proxy: null, files: [] };
}

/** The body of the API that a draft amounts to. */
export function draftBody(row: CaseRow, draft: ObjectionDraft): object {
  const { proxy } = draft;
  const hasProxy =
    proxy !== null && [proxy.name, proxy.address, proxy.phone].some((part) => part.trim() !== '');
  return {
    registerNumber: row.register_number,
    trackingCode: '-',
    grounds: draft.grounds,
    story: draft.story,
    fileIds: draft.files.map(({ id }) => id),
    ...(hasProxy
      ? {
          proxy: {
            name: proxy.name,
            address: proxy.address,
            ...(proxy.phone.trim() === '' ? {} : { phone: proxy.phone }),
          },
        }
      : {}),
  };
}

export interface CheckPage {
  readonly number: string;
  readonly card: SummaryCard;
  readonly replyDays: number;
}

/** Everything that will be filed, once more, with what happens then. */
export function checkPage(texts: Texts, tracked: TrackedCase, draft: ObjectionDraft, city: City): CheckPage {
  const change = (hidden: string) => ({
    change: { href: pathInLanguage('/permohonan-saya/keberatan', texts.language), hidden },
  });
  const { proxy, files } = draft;
  return {
    number: tracked.row.register_number,
    replyDays: timeLimit('objectionReply', tracked.today).length,
    card: {
      title: texts.t('tracking.check.card'),
      rows: [
        {
          label: texts.t('tracking.prepared.to'),
          value: texts.t('tracking.superior', { office: city.shortName }),
        },
        { label: texts.t('tracking.check.request'), value: tracked.row.register_number },
        {
          label: texts.t('tracking.prepared.ground'),
          value: groundNames(texts, draft.grounds),
          ...change(texts.t('tracking.check.change-grounds')),
        },
        {
          label: texts.t('tracking.check.story'),
          values: linesOf(draft.story),
          ...change(texts.t('tracking.check.change-story')),
        },
        {
          label: texts.t('tracking.check.proxy'),
          values:
            proxy === null ? [] : [proxy.name, proxy.address, proxy.phone].filter((part) => part !== ''),
          ...change(texts.t('tracking.check.change-proxy')),
        },
        {
          label: texts.t('tracking.check.files'),
          values: files.map(({ name }) => name),
          ...change(texts.t('tracking.check.change-files')),
        },
      ].map((row) =>
        'values' in row && row.values.length === 0 ? { ...row, values: undefined, value: null } : row,
      ) as SummaryCard['rows'],
    },
  };
}

export interface FiledObjectionPage {
  readonly filed: {
    readonly title: string;
    readonly numberLabel: string;
    readonly number: string;
    readonly code: null;
  };
  readonly block: DateBlock;
  readonly how: CountedDays;
  readonly steps: readonly (readonly { readonly text: string; readonly strong?: boolean }[])[];
  readonly formHref: string;
}

/** The receipt of an objection: its number, the last day of the answer, what comes next. Null without an objection. */
export function filedObjectionPage(
  texts: Texts,
  tracked: TrackedCase,
  city: City,
): FiledObjectionPage | null {
  const { objection, calendar, today } = tracked;
  if (objection === null) return null;
  const count = objectionReplyCountOf(objection, calendar, tracked.rules);
  const facts = {
    ...count,
    due: objection.replyDueOn,
    today,
    mood: { kind: 'running' },
  } as const;
  const link = (path: string): string => pathInLanguage(path, texts.language);
  return {
    filed: {
      title: texts.t('tracking.filed.heading'),
      numberLabel: texts.t('tracking.objection.number'),
      number: objection.number,
      code: null,
    },
    block: dateBlock(texts, calendar, facts, {
      label: texts.t('common.date.label.reply-due'),
      foot: texts.t('tracking.filed.received', { date: texts.formats.date(objection.receivedOn) }),
      link: { href: link('/permohonan-saya/kalender.ics'), text: texts.t('common.date.calendar') },
    }),
    how: countedDays(texts, calendar, {
      ...count,
      today,
      tone: 'fine',
      intro: replyIntro(texts, calendar, tracked.rules, objection),
    }),
    steps: [
      [
        { text: `${texts.t('tracking.filed.step-reply')} ` },
        { text: texts.formats.date(objection.replyDueOn), strong: true },
        { text: '.' },
      ],
      [{ text: texts.t('tracking.filed.step-duty') }],
      [
        {
          text: texts.t('tracking.filed.step-commission', {
            commission: city.commission.name[texts.language],
          }),
        },
      ],
    ],
    formHref: link(`/permohonan-saya/keberatan/${objection.number}.pdf`),
  };
}

function lastDayOf(tracked: TrackedCase, choice: GroundChoice): LocalDate | null {
  const days = choice.open.flatMap(({ lastDay }) => (lastDay === null ? [] : [lastDay.date]));
  return days.length > 0 ? days.reduce(laterOf) : tracked.row.objection_until;
}

/** What the last day of the form is counted from: the ground that ends latest, else the window of the case. */
function windowCountOf(tracked: TrackedCase, choice: GroundChoice, lastDay: LocalDate): TermCount | null {
  const ground = choice.open.find((window) => window.lastDay?.date === lastDay);
  return ground?.count ?? objectionWindowCountOf(tracked.row, tracked.calendar, tracked.windowFrom);
}

function lastDayBlock(texts: Texts, { calendar, today }: TrackedCase, lastDay: LocalDate): DateBlock {
  const left = calendar.workingDaysLeft(today, lastDay);
  // Only the days that are left are shown, so that any day before will do as the start.
  const start = addCalendarDays(lastDay, -60);
  const facts = {
    start,
    due: lastDay,
    workingDays: Math.max(1, calendar.workingDaysBetween(start, lastDay)),
    today,
    mood: { kind: 'running' },
  } as const;
  const words =
    left === 0 ? texts.t('common.date.words.last-day') : texts.t('common.date.words.left', { n: left });
  return dateBlock(texts, calendar, facts, {
    label: texts.t('common.date.label.objection-until'),
    words,
    compact: true,
  });
}
