import { laterOf, type LocalDate } from '../../law/local-date.js';
import type { GroundWindow } from '../../law/open-grounds.js';
import { timeLimit } from '../../law/time-limits.js';
import { countedDays } from '../../office/calendar/counted-days.js';
import { dateBlock } from '../../office/calendar/date-block.js';
import type { CountedDays, DateBlock } from '../../platform/views/parts/date-block.js';
import type { Texts } from '../../platform/views/texts.js';
import type { OwnObjection } from './own-objection.queries.js';

/** What was typed on the form. */
export interface AnewDraft {
  readonly grounds: readonly string[];
  readonly story: string;
}

export interface AnewPage {
  readonly title: string;
  readonly number: string;
  readonly block: DateBlock | null;
  readonly how: CountedDays | null;
  readonly lateWords: string | null;
  readonly open: readonly {
    readonly value: string;
    readonly name: string;
    readonly text: string;
    readonly hint: string;
    readonly checked: boolean;
  }[];
  readonly story: string;
}

/** The last day to object anew to what the order promised; null where it bears no ground. */
export function anewUntil({ anew }: Pick<OwnObjection, 'anew'>): LocalDate | null {
  return longest(anew)?.lastDay?.date ?? null;
}

/** That right in a sentence: until when, or that its day has passed and bars nothing (D7). */
export function anewWords(texts: Texts, own: OwnObjection): string | null {
  const until = anewUntil(own);
  if (until === null) return null;
  const n = timeLimit('objectionWindow', own.today).length;
  const date = texts.formats.date(until);
  return texts.t(own.today > until ? 'tracking.objection.late' : 'tracking.anew.until', { date, n });
}

/** The form; null where nothing may be objected to. */
export function anewPage(texts: Texts, own: OwnObjection, draft: AnewDraft | null): AnewPage | null {
  const window = longest(own.anew);
  const until = anewUntil(own);
  if (window === null || until === null || own.order === null) return null;
  const { calendar, today, order } = own;
  const late = today > until;
  const count = late ? null : window.count;
  const due = texts.formats.date(order.carryOutBy);
  const params = { number: own.objection.register_number, due, today: texts.formats.date(today) };
  const kind = own.settlement === null ? 'order' : 'agreed';
  return {
    title: texts.t('tracking.anew.title'),
    number: own.objection.register_number,
    block:
      count === null
        ? null
        : dateBlock(
            texts,
            calendar,
            { ...count, due: until, today, mood: { kind: 'running' } },
            { label: texts.t('common.date.label.objection-until'), ...footOf(texts, window) },
          ),
    how:
      count === null
        ? null
        : countedDays(texts, calendar, {
            ...count,
            today,
            tone: 'new',
            intro: texts.t(`tracking.anew.how-${kind}`, params),
          }),
    lateWords: late ? anewWords(texts, own) : null,
    open: own.anew.map(({ ground }) => ({
      value: ground,
      name: `alasan-${ground}`,
      text: texts.t(`objections.ground.${ground}`),
      hint: texts.t(`tracking.object.hint-${kind}`, params),
      checked: draft === null ? own.anew.length === 1 : draft.grounds.includes(ground),
    })),
    story: draft?.story ?? texts.t(`tracking.anew.story-${kind}`, params),
  };
}

// No mail tells of a calendar to come here (0092): the page says where its date is read.
function footOf(texts: Texts, { lastDay }: GroundWindow): { readonly foot?: string } {
  const year = lastDay?.provisional?.year;
  return year === undefined ? {} : { foot: texts.t('tracking.anew.provisional', { year: String(year) }) };
}

function longest(windows: readonly GroundWindow[]): GroundWindow | null {
  const dated = windows.filter(({ lastDay }) => lastDay !== null);
  const [first] = dated;
  if (first === undefined) return null;
  const last = dated.map(({ lastDay }) => lastDay?.date ?? null).filter((day) => day !== null);
  const until = last.reduce(laterOf);
  return dated.find(({ lastDay }) => lastDay?.date === until) ?? first;
}
