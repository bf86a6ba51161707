import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { replyDueAfterRepair } from '../../src/law/completeness.js';
import { extensionEnd } from '../../src/law/extension.js';
import { localDate, localInstant, type LocalDate } from '../../src/law/local-date.js';
import {
  commissionWindowEnd,
  objectionReplyDue,
  objectionWindowEnd,
} from '../../src/law/objection-windows.js';
import { clocksAtFiling, replyDueWhenComplete } from '../../src/law/reply-clock.js';
import { DEFAULT_RULESET, readRuleset, type Ruleset } from '../../src/law/ruleset.js';
import { dayOfReceipt } from '../../src/law/term.js';
import type { WorkingCalendar } from '../../src/law/working-calendar.js';
import { cityCalendar } from './city-calendar.js';

/** Counted apart from the program, day by day, from `config/holidays.csv`. */
interface WorkedReading {
  readonly case: string;
  readonly step: string;
  /** `default`, or `key=reading` apart by blanks. */
  readonly readings: string;
  readonly expected: string;
}

const WORKED: WorkedReading[] = parse(readFileSync('test/law/worked-readings.csv', 'utf8'), {
  columns: true,
});
const calendar = cityCalendar();
const days = (text: string): LocalDate[] => (text.match(/\d{4}-\d{2}-\d{2}/gu) ?? []).map(localDate);

function rulesOf(readings: string): Ruleset {
  if (readings === 'default') return DEFAULT_RULESET;
  const chosen = readings.split(' ').map((pair) => pair.split('='));
  const read = readRuleset(
    Object.fromEntries(chosen.map(([key = '', value = '']) => [key, value === 'true' ? true : value])),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.ruleset;
}

type Step = (given: readonly LocalDate[], of: WorkingCalendar, rules: Ruleset) => LocalDate;

const filed: Step = ([on], of, rules) =>
  clocksAtFiling({ receivedOn: must(on), enteredOn: must(on) }, of, rules).replyDue.date;

/** Which law function answers a case, by how its words begin. */
const STEPS: readonly (readonly [RegExp, string, Step])[] = [
  [/^Fri 2026-11-27 11:(29|30)/u, 'T4', () => localDate('2026-11-27')],
  [
    /, complete /u,
    'T4',
    ([on, to], of, r) => replyDueWhenComplete({ receivedOn: must(on), declaredOn: must(to) }, of, r).date,
  ],
  [/, repaired /u, 'T4', ([on, to], of, r) => replyDueAfterRepair(must(on), must(to), of, r).date],
  [/, letter /u, 'T5', ([due, letter], of, r) => extensionEnd(must(due), must(letter), of, r)],
  [/in silence$/u, 'T7', ([on], of, r) => objectionWindowEnd(must(on), of, r, 'end-of-term').date],
  [
    /^objection/u,
    'T8',
    ([on, entered = on], of, r) =>
      objectionReplyDue({ receivedOn: must(on), enteredOn: must(entered) }, of, r).date,
  ],
  [
    /^objection/u,
    'T10',
    ([on], of, r) => {
      const reply = objectionReplyDue({ receivedOn: must(on), enteredOn: must(on) }, of, r).date;
      return commissionWindowEnd(reply, of, r, 'end-of-term').date;
    },
  ],
  [
    /./u,
    'T2',
    ([on], of, r) =>
      clocksAtFiling({ receivedOn: must(on), enteredOn: must(on) }, of, r).completenessDue.date,
  ],
  [/./u, 'T4', filed],
  [/./u, 'T5', (given, of, r) => extensionEnd(filed(given, of, r), must(given[0]), of, r)],
];

function must(day: LocalDate | undefined): LocalDate {
  if (day === undefined) throw new Error('the case names no day');
  return day;
}

describe('the worked dates under each reading', () => {
  it.each(WORKED)('$case: $step is $expected by $readings', ({ case: name, step, readings, expected }) => {
    const rules = rulesOf(readings);
    const of = calendar.inReading(rules);
    const found = STEPS.find(([words, limit]) => limit === step && words.test(name));
    if (found === undefined) throw new Error(`no step for ${name}`);
    const time = / (\d{2}:\d{2}) WIT/u.exec(name)?.[1];
    if (time === undefined) {
      expect(found[2](days(name), of, rules)).toBe(expected);
      return;
    }
    const at = localInstant(must(days(name)[0]), time);
    const on = dayOfReceipt(at, of, rules, { weekdays: '15:30', friday: '11:30' });
    expect(filed([on], of, rules)).toBe(expected);
  });

  it('differ from the default somewhere for every reading that moves a date', () => {
    const moving = new Set(
      WORKED.filter(({ readings }) => readings !== 'default' && !readings.includes(' '))
        .filter((row) =>
          WORKED.some(
            (plain) =>
              plain.readings === 'default' &&
              plain.case === row.case &&
              plain.step === row.step &&
              plain.expected !== row.expected,
          ),
        )
        .map(({ readings }) => readings.split('=')[0]),
    );
    expect([...moving].sort()).toEqual([
      'afterHoursRollsOver',
      'collectiveLeave',
      'extensionBase',
      'firstDay',
      'incompletePausesClock',
      'objectionClock',
      'replyClock',
    ]);
  });
});
