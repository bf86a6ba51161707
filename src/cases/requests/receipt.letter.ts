import { localTimeOf } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { explainCount } from '../../law/term.js';
import { papersOf } from '../../law/who-may-file.js';
import { maskedNationalId } from '../../office/requesters/person.js';
import type { OpenRequester } from '../../office/requesters/requesters.js';
import type { City } from '../../platform/config/city.js';
import { letterheadOf, statusAddressOf } from '../../platform/letters/letter-city.js';
import type { ReceiptLetter } from '../../platform/letters/letter-data.js';
import type { DueDate } from '../../platform/letters/letter-parts.js';
import { printedDate, printedDueDate } from '../../platform/letters/letter-dates.js';
import type { Texts } from '../../platform/views/texts.js';
import type { CaseRow } from './case-row.js';

/** What the receipt of a request is made of. */
export interface ReceiptFacts {
  readonly requester: OpenRequester;
  /** Only on the receipt made at filing; null on later copies. */
  readonly trackingCode: string | null;
  /** Whether a letter of authority was handed in with the request. */
  readonly hasProxyLetter: boolean;
  /** Whole address of the status page, for the QR sign. */
  readonly statusLink: string;
  /** The officer who entered a paper request, or null. */
  readonly receivedBy: string | null;
  readonly calendar: WorkingCalendar;
  readonly city: City;
  /** Indonesian sentences: letters are Indonesian. */
  readonly texts: Texts;
}

const EMPTY = '–';

/**
 * The receipt of a request with its register number, the reply date as counted at filing and the six rights
 * (UU 14/2008 art. 22(4)-(6); PerKI 1/2021 art. 30, annex V). The NIK is masked.
 */
export function receiptLetter(row: CaseRow, facts: ReceiptFacts): ReceiptLetter {
  const { requester, city, texts } = facts;
  const { person } = requester;
  const isCopy = row.access === 'copy';
  return {
    letterhead: letterheadOf(city),
    registerNumber: row.register_number,
    statusAddress: statusAddressOf(city),
    statusLink: facts.statusLink,
    receivedOn: printedDate(row.received_on),
    receivedTime: hasTime(row) ? `${localTimeOf(row.received_at).slice(0, 5).replace(':', '.')} WIT` : null,
    channel: row.channel,
    answerDue: answerDue(row, facts),
    trackingCode: facts.trackingCode,
    requester: {
      name: person.name,
      ...identityOf(requester),
      address: person.address,
      occupation: person.occupation,
      contact: [person.phone, person.email].filter((way) => way !== null).join(' / ') || '-',
    },
    proxyLetter: proxyWords(facts),
    informationRequested: row.question,
    purpose: purposeWords(row, texts),
    access: row.access,
    form: isCopy ? readForm(row.format) : null,
    delivery: isCopy ? readDelivery(row.delivery) : null,
    place: city.place,
    receivedBy: facts.receivedBy,
    copyCosts: texts.t('filing.letter.copy-costs'),
  };
}

// What a paper does not say stays empty on the receipt too.
function purposeWords({ purpose_kind: kind, purpose_text: own }: CaseRow, texts: Texts): string {
  return own ?? (kind === 'unstated' ? EMPTY : texts.t(`filing.purpose.${kind}`));
}

// A request without the paper is registered all the same (UU 14/2008 art. 22(4)); its receipt does not say it is there.
function proxyWords({ requester, hasProxyLetter, texts }: ReceiptFacts): string | null {
  const { kind, person } = requester;
  if (!hasProxyLetter && person.principal === null && !papersOf(kind).includes('proxyLetter')) return null;
  const found = hasProxyLetter ? 'there' : 'not-recorded';
  if (person.principal === null) return texts.t(`filing.letter.proxy.${found}`);
  return texts.t(`filing.letter.proxy.${found}-from`, { name: person.principal.name });
}

// A letter has a day; so has whatever was entered later than it came.
function hasTime(row: CaseRow): boolean {
  return row.channel !== 'post' && row.received_at.getTime() === row.entered_at.getTime();
}

function identityOf({ kind, identityKind, person }: OpenRequester) {
  if (kind === 'legalEntity' && person.decreeNumber !== null)
    return { identity: 'legalEntityDecree', identityNumber: person.decreeNumber } as const;
  if (person.nationalId === null || identityKind === 'atDesk' || identityKind === 'passport')
    return { identity: 'atDesk', identityNumber: null } as const;
  const identity = identityKind === 'childCard' ? 'populationLetter' : identityKind;
  return { identity, identityNumber: maskedNationalId(person.nationalId) } as const;
}

// Official help between public bodies and courtesy to foreigners promise no statutory day.
function answerDue(row: CaseRow, { calendar }: ReceiptFacts): DueDate | null {
  if (row.standing !== 'statutory') return null;
  const { length } = timeLimit('reply', row.received_on);
  const count = { start: row.received_on, workingDays: length };
  return printedDueDate({ start: row.received_on, days: explainCount(count, calendar) }, calendar);
}

function readForm(format: string | null): 'softcopy' | 'hardcopy' | null {
  return format === 'softcopy' || format === 'hardcopy' ? format : null;
}

function readDelivery(delivery: string | null): ReceiptLetter['delivery'] {
  const ways = ['pickup', 'courier', 'post', 'fax', 'online'] as const;
  return ways.find((way) => way === delivery) ?? null;
}
