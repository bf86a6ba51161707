import type { LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { explainCount, type TermCount } from '../../law/term.js';
import type { Person } from '../../office/requesters/person.js';
import type { City } from '../../platform/config/city.js';
import type { LetterOf } from '../../platform/letters/letter-data.js';
import { letterheadOf, statusAddressOf } from '../../platform/letters/letter-city.js';
import { printedCountedDate, printedDate, printedDueDate } from '../../platform/letters/letter-dates.js';
import type { CountedDate } from '../../platform/letters/letter-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import type { CaseRow } from '../requests/case-row.js';
import { objectionReplyCount } from '../requests/case-counts.js';
import type { ObjectionRow } from './objection-row.js';

interface Facts {
  /** The request behind it; ground b may have none. */
  readonly row: CaseRow | null;
  readonly objection: ObjectionRow;
  readonly requester: Person;
  readonly proxy: Person | null;
  /** The officer who took a paper in, or null. */
  readonly receivedBy: string | null;
  /** Day 0 of T8 (D6). */
  readonly countedFrom: LocalDate;
  /** The last day to object as it stood when the objection came, and how it is counted. */
  readonly objectionUntil: { readonly day: LocalDate; readonly count: TermCount | null } | null;
  readonly statusLink: string;
  readonly calendar: WorkingCalendar;
  readonly city: City;
  readonly texts: Texts;
}

/** What the form "Pernyataan Keberatan" says (PerKI 1/2021 art. 41-42, annex X; law.md 4.7). */
export function objectionForm(facts: Facts): LetterOf<'objection-form'> {
  const { row, objection, requester, proxy, calendar, city, texts } = facts;
  const start = facts.countedFrom;
  const count = objectionReplyCount(start, objection.reply_due_on, calendar);
  return {
    letterhead: letterheadOf(city),
    registerNumber: row?.register_number ?? objection.register_number,
    statusAddress: statusAddressOf(city),
    statusLink: facts.statusLink,
    objectionNumber: objection.register_number,
    requestNumber: row?.register_number ?? null,
    purpose: purposeWords(texts, row ?? objection),
    trackingCode: null,
    requester: {
      name: requester.name,
      address: requester.address,
      occupation: requester.occupation,
      phone: requester.phone,
    },
    proxy: proxy === null ? null : { name: proxy.name, address: proxy.address, phone: proxy.phone },
    grounds: objection.grounds,
    story: objection.story,
    objectionUntil: printedWindow(facts),
    replyDue: printedDueDate({ start, days: explainCount(count, calendar) }, calendar),
    place: city.place,
    receivedOn: printedDate(objection.received_on),
    receivedTime: hasTime(objection) ? texts.formats.time(objection.received_at) : null,
    channel: objection.channel,
    receivedBy: facts.receivedBy,
  };
}

/** The last day to object, with the days that its count passed over. */
function printedWindow({ objectionUntil, countedFrom, calendar }: Facts): CountedDate | null {
  if (objectionUntil === null) return null;
  const { day, count } = objectionUntil;
  const days = count === null ? [] : explainCount(count, calendar);
  return printedCountedDate(day, count?.start ?? countedFrom, calendar, days);
}

/** In the objector's own words where there are some. */
function purposeWords(
  texts: Texts,
  { purpose_kind: kind, purpose_text: own }: Pick<ObjectionRow, 'purpose_kind' | 'purpose_text'>,
): string | null {
  return own ?? (kind === null ? null : texts.t(`objections.purpose.${kind}`));
}

// A letter has a day; so has whatever was entered later than it came.
function hasTime({ channel, received_at: at, entered_at: entered }: ObjectionRow): boolean {
  return channel !== 'post' && at.getTime() === entered.getTime();
}
