import fc from 'fast-check';
import { cityCalendar, cityDays } from '../../test/law/city-calendar.js';
import { runs } from '../../test/law/runs.js';
import type { DayRow } from './free-days.js';
import { addCalendarDays, localDate, type LocalDate } from './local-date.js';
import { clocksAtFiling } from './reply-clock.js';
import { clockCount, dueDateOf, recompute, recount, type RunningClock } from './recompute.js';
import { DEFAULT_RULESET } from './ruleset.js';
import { endOfCount } from './term.js';

const calendar = cityCalendar('A');
const rules = DEFAULT_RULESET;

function withDay(date: LocalDate, days: readonly DayRow[] = cityDays()): readonly DayRow[] {
  return [
    ...days,
    { date, kind: 'one_off', nameId: 'Uji', nameEn: 'Test', decree: 'Keppres 99/2026', decreeDate: date },
  ];
}

const filedOn = localDate('2026-11-24');
const reply: RunningClock = { limit: 'T4', countedFrom: filedOn, due: localDate('2026-12-08') };

describe('a running clock in a new calendar', () => {
  it('moves later by a day that becomes free inside it', () => {
    const next = cityCalendar('A', withDay(localDate('2026-11-26')));
    expect(recompute(reply, next, rules, filedOn)).toEqual({
      limit: 'T4',
      from: '2026-12-08',
      to: '2026-12-09',
      provisional: null,
    });
  });

  it('moves EARLIER by a day that is taken back', () => {
    const late = { ...reply, due: localDate('2026-12-09') };
    expect(recompute(late, calendar, rules, filedOn)).toMatchObject({ from: '2026-12-09', to: '2026-12-08' });
  });

  it('moves although its last day is over when it stood still meanwhile', () => {
    const next = cityCalendar('A', withDay(localDate('2026-11-26')));
    const day = localDate('2026-12-09');
    expect(recompute(reply, next, rules, day)).toBeNull();
    expect(recount(reply, next, rules, day)).toMatchObject({ from: '2026-12-08', to: '2026-12-09' });
    expect(recount(reply, calendar, rules, day)).toMatchObject({ from: '2026-12-08', to: '2026-12-08' });
  });

  it.each<RunningClock>([
    { limit: 'T3', letterReceivedOn: filedOn, due: filedOn },
    { limit: 'T7', foundOn: localDate('2026-12-08'), dayZero: 'end-of-term', due: filedOn },
    { limit: 'T8', receivedOn: filedOn, enteredOn: localDate('2026-11-30'), due: filedOn },
    { limit: 'T10', answeredOrSilentOn: localDate('2026-12-21'), dayZero: 'receipt', due: filedOn },
    { limit: 'T10', answeredOrSilentOn: localDate('2027-01-11'), dayZero: 'end-of-term', due: filedOn },
  ])('is explained by a count that ends on its date: $limit', (clock) => {
    for (const objectionClock of ['receipt', 'registration'] as const) {
      const reading = { ...rules, objectionClock };
      const count = clockCount(clock, reading);
      expect(count && endOfCount(count, calendar)).toEqual(dueDateOf(clock, calendar, reading));
    }
  });

  it('leaves the clocks of the request to its own dates', () => {
    expect(clockCount(reply, rules)).toBeNull();
  });

  it('stays lapsed once its last day is over', () => {
    const next = cityCalendar('A', withDay(localDate('2026-11-26')));
    expect(recompute(reply, next, rules, localDate('2026-12-08'))).not.toBeNull();
    expect(recompute(reply, next, rules, localDate('2026-12-09'))).toBeNull();
  });

  it('never ends behind the day of the decree: the office has that day, the requester a working day after it', () => {
    const today = localDate('2026-12-10');
    const due = localDate('2026-12-14');
    expect(recompute({ ...reply, due }, calendar, rules, today)).toMatchObject({ to: '2026-12-10' });
    const repair: RunningClock = { limit: 'T3', letterReceivedOn: localDate('2026-12-01'), due };
    expect(recompute(repair, calendar, rules, today)).toMatchObject({ to: '2026-12-11' });
    const onFriday = localDate('2026-12-11');
    expect(recompute(repair, calendar, rules, onFriday)).toMatchObject({ to: '2026-12-14' });
  });

  it('ends the check of paper that was entered late with the reply, in the new calendar too', () => {
    const enteredOn = localDate('2026-12-07');
    const next = cityCalendar('A', withDay(localDate('2026-12-08')));
    const check = { limit: 'T2', enteredOn, due: localDate('2026-12-08') } as const;
    expect(recompute({ ...check, receivedOn: filedOn }, next, rules, enteredOn)).toMatchObject({
      from: '2026-12-08',
      to: '2026-12-09',
    });
    expect(recompute({ ...check, receivedOn: null }, next, rules, enteredOn)).toMatchObject({
      to: '2026-12-11',
    });
  });

  it('becomes certain with the decree of its year', () => {
    const before = cityCalendar(
      'A',
      cityDays().filter(({ date }) => date < '2027-01-01'),
    );
    const clock: RunningClock = {
      limit: 'T4',
      countedFrom: localDate('2026-12-28'),
      due: before.dueDate(localDate('2026-12-28'), 10).date,
    };
    expect(dueDateOf(clock, before, rules).provisional).toEqual({ code: 'year-without-decree', year: 2027 });
    expect(recompute(clock, calendar, rules, localDate('2026-12-28'))).toMatchObject({ provisional: null });
  });

  it('has the date of its start again when nothing changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 0, max: 20 }), (start, age) => {
        const day = addCalendarDays(localDate('2022-06-01'), start);
        const { replyDue, completenessDue } = clocksAtFiling(
          { receivedOn: day, enteredOn: day },
          calendar,
          rules,
        );
        const today = addCalendarDays(day, age);
        const clocks: readonly RunningClock[] = [
          { limit: 'T4', countedFrom: day, due: replyDue.date },
          { limit: 'T2', enteredOn: day, receivedOn: day, due: completenessDue.date },
        ];
        for (const clock of clocks) {
          const again = recompute(clock, calendar, rules, today);
          if (today > clock.due) expect(again).toBeNull();
          else expect(again).toMatchObject({ from: clock.due, to: clock.due });
        }
      }),
    );
  });

  it('is the pure function of start and calendar wherever that lies ahead, in both directions', () => {
    const free = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 6 });
    fc.assert(
      fc.property(free, free, fc.integer({ min: 0, max: 60 }), (before, after, start) => {
        const base = localDate('2026-01-05');
        const calendarOf = (days: readonly number[]) =>
          cityCalendar(
            'A',
            days.reduce((all, day) => withDay(addCalendarDays(base, day), all), cityDays()),
          );
        const [old, next] = [calendarOf(before), calendarOf(after)];
        const day = addCalendarDays(base, start);
        const clocks: readonly RunningClock[] = [
          { limit: 'T4', countedFrom: day, due: day },
          { limit: 'T5', countedFrom: day, extendedOn: day, due: day },
          { limit: 'T7', foundOn: day, dayZero: 'end-of-term', due: day },
          { limit: 'T8', receivedOn: day, enteredOn: day, due: day },
          { limit: 'T10', answeredOrSilentOn: day, dayZero: 'receipt', due: day },
          { limit: 'T13', decisionReceivedOn: day, due: day },
        ];
        for (const clock of clocks) {
          const due = dueDateOf(clock, old, rules).date;
          const moved = recompute({ ...clock, due }, next, rules, day);
          expect(moved?.to).toBe(dueDateOf(clock, next, rules).date);
        }
      }),
      runs(60),
    );
  });
});
