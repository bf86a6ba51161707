import { readFileSync } from 'node:fs';
import { localDate } from '../../src/law/local-date.js';
import { cityCalendar } from './city-calendar.js';

/*
 * The other calendar: it shares nothing with the program but the holidays file, knows no look-up and no legal day,
 * and walks by milliseconds. What both say 100,000 times is no slip of one of them.
 */
const DAY = 86_400_000;
const HOW_MANY = 100_000;
const FIXED = new Set(['01-01', '05-01', '06-01', '08-17', '12-25']);
const [FIRST_DECREED, LAST_DECREED] = [2022, 2027];

const decreed = new Map<number, string>();
for (const line of readFileSync('config/holidays.csv', 'utf8').trim().split('\n').slice(1)) {
  const [date = '', kind = ''] = line.split(',');
  const day = Date.parse(`${date}T00:00:00Z`);
  // Two rows on one day: the stronger makes it free in every reading.
  if (decreed.get(day) === undefined || kind !== 'collective_leave') decreed.set(day, kind);
}

type Reading = 'A' | 'B';

/** Which days are free, told once for each reading: a Set of milliseconds, for 2015 to 2036. */
const freeDays: Readonly<Record<Reading, ReadonlySet<number>>> = { A: freeIn('A'), B: freeIn('B') };

function freeIn(reading: Reading): ReadonlySet<number> {
  const free = new Set<number>();
  for (let day = Date.UTC(2015, 0, 1); day < Date.UTC(2037, 0, 1); day += DAY) {
    const date = new Date(day);
    const year = date.getUTCFullYear();
    const weekend = date.getUTCDay() % 6 === 0;
    const kind = decreed.get(day);
    const holiday =
      year < FIRST_DECREED || year > LAST_DECREED
        ? FIXED.has(date.toISOString().slice(5, 10))
        : kind !== undefined && !(kind === 'collective_leave' && reading === 'B');
    if (weekend || holiday) free.add(day);
  }
  return free;
}

function walk(start: number, workingDays: number, reading: Reading): number {
  let day = start;
  for (let left = workingDays; left > 0;) {
    day += DAY;
    if (!freeDays[reading].has(day)) left -= 1;
  }
  return day;
}

/** The first year without decree between two days, as the citizen is told it. */
function firstUnknownYear(from: number, to: number): number | null {
  for (let year = new Date(from).getUTCFullYear(); year <= new Date(to).getUTCFullYear(); year += 1)
    if (year < FIRST_DECREED || year > LAST_DECREED) return year;
  return null;
}

/** Seeded, so that a disagreement can be looked at again (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const written = (day: number): string => new Date(day).toISOString().slice(0, 10);

it('agrees with a calendar that is not ours on 100,000 random due dates', () => {
  const seed = Number(process.env['DATES_SEED'] ?? 20_261_126);
  const random = randomNumbers(seed);
  const calendars = { A: cityCalendar('A'), B: cityCalendar('B') };
  const first = Date.UTC(2015, 0, 1);
  const disagreements: string[] = [];
  for (let run = 0; run < HOW_MANY; run += 1) {
    const start = first + Math.floor(random() * 365 * 20) * DAY;
    // Terms of the law are short; one in ten is as long as the commission's hundred days and more.
    const workingDays = 1 + Math.floor(random() * (run % 10 === 0 ? 400 : 40));
    const reading: Reading = random() < 0.5 ? 'A' : 'B';
    const ours = calendars[reading].dueDate(localDate(written(start)), workingDays);
    const theirs = walk(start, workingDays, reading);
    const year = firstUnknownYear(start, theirs);
    const agree = ours.date === written(theirs) && (ours.provisional?.year ?? null) === year;
    if (!agree)
      disagreements.push(
        `seed ${seed} ${reading} ${written(start)} + ${workingDays}: ${ours.date} / ${written(theirs)}`,
      );
  }
  expect(disagreements).toEqual([]);
});
