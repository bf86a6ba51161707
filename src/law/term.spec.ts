import { cityCalendar } from '../../test/law/city-calendar.js';
import { localDate } from './local-date.js';
import { replyCount } from './reply-count.js';
import { DEFAULT_RULESET } from './ruleset.js';
import { endOfCount, endOfTerm, explainCount, numberInCount, type TermCount } from './term.js';
import { extensionEnd } from './extension.js';

const calendar = cityCalendar();
const counting = calendar.inReading({ ...calendar.reading, firstDay: 'day-of-receipt' });
const tuesday = localDate('2026-11-24');
const saturday = localDate('2026-11-28');

/** The explanation, the look-up and the law's own function must say the same last day. */
function lastDays(term: TermCount, of = calendar): readonly (string | undefined)[] {
  return [explainCount(term, of).at(-1)?.date, endOfCount(term, of).date];
}

describe('how a term is explained', () => {
  it('starts after the day of receipt', () => {
    const days = explainCount({ start: tuesday, workingDays: 10 }, calendar);
    expect(days[0]).toEqual({ date: '2026-11-25', counted: true, number: 1 });
    expect(lastDays({ start: tuesday, workingDays: 10 })).toEqual(['2026-12-08', '2026-12-08']);
  });

  it('starts with the day of receipt in the other reading, unless that is no working day', () => {
    const days = explainCount({ start: tuesday, workingDays: 10 }, counting);
    expect(days[0]).toEqual({ date: '2026-11-24', counted: true, number: 1 });
    expect(days.at(-1)).toEqual({ date: '2026-12-07', counted: true, number: 10 });
    expect(lastDays({ start: tuesday, workingDays: 1 }, counting)).toEqual([tuesday, tuesday]);
    expect(explainCount({ start: saturday, workingDays: 10 }, counting)[0]?.date).toBe('2026-11-29');
    expect(lastDays({ start: saturday, workingDays: 10 }, counting)).toEqual(['2026-12-11', '2026-12-11']);
  });

  it('never counts the full last day of the term before again', () => {
    const after = { start: localDate('2026-12-08'), workingDays: 30, dayZero: 'end-of-term' } as const;
    expect(lastDays(after, counting)).toEqual(['2027-01-25', '2027-01-25']);
  });

  it('agrees with the terms of the law in both readings', () => {
    for (const known of [calendar, counting]) {
      const rules = { ...DEFAULT_RULESET, ...known.reading };
      for (const start of [tuesday, saturday, localDate('2026-12-24')]) {
        const last = explainCount({ start, workingDays: 10 }, known).at(-1)?.date;
        expect(last).toBe(endOfTerm('reply', start, known, rules).date);
        expect(numberInCount({ start }, last ?? start, known)).toBe(10);
      }
    }
  });

  it('tells which day it is', () => {
    const day = (date: string, of = calendar): number =>
      numberInCount({ start: tuesday }, localDate(date), of);
    expect(['2026-11-23', '2026-11-24', '2026-11-25', '2026-12-08'].map((date) => day(date))).toEqual([
      -1, 0, 1, 10,
    ]);
    expect([day('2026-11-24', counting), day('2026-12-07', counting)]).toEqual([1, 10]);
  });
});

describe('how the reply date in force is explained', () => {
  const extended = { countedFrom: tuesday, extendedOn: localDate('2026-12-04') };

  it('runs through the extension', () => {
    const term = replyCount({ ...extended, replyDue: localDate('2026-12-17') }, calendar, DEFAULT_RULESET);
    expect(term).toEqual({ start: tuesday, workingDays: 17 });
    expect(lastDays(term)).toEqual(['2026-12-17', '2026-12-17']);
  });

  it('starts with the letter where the extension runs from it', () => {
    const rules = { ...DEFAULT_RULESET, extensionBase: 'day-of-letter' } as const;
    const replyDue = extensionEnd(localDate('2026-12-08'), extended.extendedOn, calendar, rules);
    const term = replyCount({ ...extended, replyDue }, calendar, rules);
    expect(term).toEqual({ start: '2026-12-04', workingDays: 7, dayZero: 'end-of-term' });
    expect(lastDays(term)).toEqual([replyDue, replyDue]);
  });

  it('stays the first term where a letter on the first day moves nothing', () => {
    const rules = { ...DEFAULT_RULESET, extensionBase: 'day-of-letter' } as const;
    const facts = { countedFrom: tuesday, extendedOn: tuesday, replyDue: localDate('2026-12-08') };
    expect(replyCount(facts, calendar, rules)).toEqual({ start: tuesday, workingDays: 10 });
  });
});
