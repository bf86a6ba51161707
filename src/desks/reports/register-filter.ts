import {
  DURATION_CLASSES,
  durationBorders,
  durationClass,
  type DurationBorders,
  type DurationClass,
} from '../../law/answer-durations.js';
import type { LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { writtenLetters } from '../../office/register/written-letters.js';
import { REQUEST_RESULTS, type RequestStandingKind } from './request-standing.js';
import type { StandingRequest } from './register.queries.js';

/**
 * What narrows the rows of a register. Every number of the annual report is the count of one of these filters, and its
 * link opens the register with the same one.
 */
export interface RegisterFilter {
  readonly result?: string;
  readonly agency?: string;
  /** `2026-11`: month of entry. */
  readonly month?: string;
  readonly channel?: string;
  /** Letter of UU 14/2008 art. 17 or `other` for art. 6(2). */
  readonly reason?: string;
  readonly duration?: string;
  readonly kind?: string;
  readonly answered?: 'yes';
  readonly extended?: 'yes';
  /** Given later because an order was carried out. */
  readonly ordered?: 'yes';
  readonly late?: 'yes' | 'no';
}

/** In `agency`: nobody holds the case yet. */
export const NO_AGENCY = '-';
/**
 * In `agency`: a request that was split. It is one entry of the register with one answer (PerKI 1/2021 art. 57), so it
 * counts once and under none of its agencies: the sum of the agencies stays the number of requests.
 */
export const SEVERAL_AGENCIES = 'beberapa-instansi';
/** In `channel`: taken over from an older register. */
export const IMPORTED = 'imported';

const KINDS: readonly RequestStandingKind[] = ['statutory', 'courtesy', 'officialHelp'];

const FIELDS: readonly (readonly [keyof RegisterFilter, string, RegExp])[] = [
  ['result', 'hasil', new RegExp(`^(${REQUEST_RESULTS.join('|')})$`, 'u')],
  ['agency', 'instansi', /^[a-z0-9-]{1,40}$/u],
  ['month', 'bulan', /^\d{4}-(0[1-9]|1[0-2])$/u],
  ['channel', 'kanal', /^[a-z]{1,20}$/u],
  ['reason', 'alasan', /^([a-j]|other)$/u],
  ['duration', 'lama', new RegExp(`^(${DURATION_CLASSES.join('|')})$`, 'u')],
  ['kind', 'golongan', new RegExp(`^(${KINDS.join('|')})$`, 'u')],
  ['answered', 'dijawab', /^yes$/u],
  ['extended', 'diperpanjang', /^yes$/u],
  ['ordered', 'perintah', /^yes$/u],
  ['late', 'lewat', /^(yes|no)$/u],
];

/** Reads the filter of an address; words that nobody gave out are left aside. */
export function readRegisterFilter(query: Readonly<Record<string, unknown>>): RegisterFilter {
  const read = FIELDS.flatMap(([field, name, shape]) => {
    const value = query[name];
    return typeof value === 'string' && shape.test(value) ? [[field, value] as const] : [];
  });
  return Object.fromEntries(read) as RegisterFilter;
}

/** The filter as it stands in an address, in one order. */
export function filterPairs(filter: RegisterFilter): readonly (readonly [string, string])[] {
  return FIELDS.flatMap(([field, name]) => {
    const value = filter[field];
    return value === undefined ? [] : [[name, value] as const];
  });
}

/** Whether a row is one of those that the filter counts. */
export function holds(filter: RegisterFilter, row: StandingRequest, calendar: WorkingCalendar): boolean {
  const { standing } = row;
  const is = (wanted: string | undefined, value: string): boolean => wanted === undefined || wanted === value;
  return (
    is(filter.result, standing.result) &&
    is(filter.agency, agencyOf(row)) &&
    is(filter.month, monthOf(row)) &&
    is(filter.channel, channelOf(row)) &&
    is(filter.kind, standing.kind) &&
    is(filter.answered, standing.noticedOn === null ? 'no' : 'yes') &&
    is(filter.extended, standing.extended ? 'yes' : 'no') &&
    is(filter.ordered, row.givenOnOrder ? 'yes' : 'no') &&
    is(filter.late, standing.late ? 'yes' : 'no') &&
    (filter.duration === undefined || filter.duration === durationOf(row, calendar)) &&
    (filter.reason === undefined || reasonsOf(row).includes(filter.reason))
  );
}

/** Code of the agency that holds it, or why there is no single one. */
export function agencyOf({ facts }: StandingRequest): string {
  if (facts.is_split) return SEVERAL_AGENCIES;
  return facts.agency_code ?? NO_AGENCY;
}

/** Month of entry in the register, by the city's zone. */
export function monthOf({ facts }: StandingRequest): string {
  return facts.entered_on.slice(0, 7);
}

export function channelOf({ facts }: StandingRequest): string {
  return facts.imported ? IMPORTED : facts.channel;
}

/** Working days from receipt (or repair) to the notice by the law's calendar; null without a notice. */
export function workingDaysOf(
  { facts, standing }: StandingRequest,
  calendar: WorkingCalendar,
): number | null {
  return standing.noticedOn === null
    ? null
    : calendar.workingDaysBetween(facts.counted_from, standing.noticedOn);
}

/** The class of a row by the terms of the day from which it was counted. */
export function durationOf(row: StandingRequest, calendar: WorkingCalendar): DurationClass {
  return classOfDays(row, workingDaysOf(row, calendar));
}

/** The same for whoever has counted its working days already. */
export function classOfDays({ facts, standing }: StandingRequest, days: number | null): DurationClass {
  return durationClass(days, standing.late, bordersOf(facts.counted_from));
}

// A year of 100,000 requests was counted from some hundred days.
const bordersByDay = new Map<LocalDate, DurationBorders>();

function bordersOf(day: LocalDate): DurationBorders {
  const known = bordersByDay.get(day) ?? durationBorders(day);
  bordersByDay.set(day, known);
  return known;
}

/** Why it was refused, wholly or in part: letters of art. 17, or `other` for art. 6(2). */
export function reasonsOf({ facts, standing, refusedItem }: StandingRequest): readonly string[] {
  if (standing.result === 'refused_other') return ['other'];
  const exempts = standing.result === 'refused_exempt' || standing.result === 'granted_partial';
  const consented = exempts ? (facts.refusals ?? []).flatMap(({ letters }) => letters) : [];
  const older = exempts ? writtenLetters(facts.imported_refusal_reason).letters : [];
  const other = refusedItem && (standing.noticedOn !== null || standing.unsent) ? ['other'] : [];
  return [...new Set([...consented, ...older, ...other])].sort();
}
