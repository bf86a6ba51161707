import { cityCalendar } from '../../test/law/city-calendar.js';
import {
  commissionTerms,
  contestsLast,
  decideFiling,
  earlierOrderStands,
  furtherStepUntil,
  isLateDispute,
  isPrematureDispute,
  mayDispute,
  mayMediate,
} from './dispute-rules.js';
import { localDate } from './local-date.js';
import { DEFAULT_RULESET } from './ruleset.js';

const calendar = cityCalendar();

describe('a dispute at the Information Commission', () => {
  it('names the days of the commission from the filing', () => {
    const terms = commissionTerms(localDate('2027-01-25'), calendar, DEFAULT_RULESET);
    expect([terms.startDue.date, terms.endDue.date]).toEqual(['2027-02-15', '2027-07-05']);
  });

  it('is premature before the answer or the end of T8, if that is known', () => {
    const premature = (
      day: string,
      answered: string | null,
      status: 'answered' | 'silent' | 'final' = 'final',
    ) =>
      isPrematureDispute(localDate(day), {
        status,
        answeredOn: answered === null ? null : localDate(answered),
        replyDueOn: localDate('2027-01-26'),
      });
    expect([premature('2027-01-26', null), premature('2027-01-27', null)]).toEqual([true, false]);
    expect([premature('2026-12-20', '2026-12-21'), premature('2026-12-21', '2026-12-21')]).toEqual([
      true,
      false,
    ]);
    expect([premature('2027-01-26', '2027-02-01'), premature('2027-01-27', '2027-02-01')]).toEqual([
      true,
      false,
    ]);
    expect(premature('2026-12-20', null, 'answered')).toBe(false);
  });

  it.each([
    ['confirms and orders nothing', false, 'stands', true],
    ['says nothing of it', false, null, true],
    ['annuls it', false, 'ends', false],
    ['orders something itself', true, 'stands', false],
  ] as const)('leaves the earlier order in force where a ruling %s', (_, hasOwnOrder, said, stands) => {
    expect(earlierOrderStands(hasOwnOrder, said)).toBe(stands);
  });

  it('counts working days to the court and calendar days to cassation', () => {
    const until = (state: 'ruled' | 'court' | 'mediated' | 'cassation') =>
      furtherStepUntil(state, localDate('2027-03-01'), calendar, DEFAULT_RULESET)?.date ?? null;
    expect(until('court')).toBe('2027-03-15');
    expect(until('ruled')).toBe(calendar.dueDate(localDate('2027-03-01'), 14).date);
    expect(until('ruled')).not.toBe(until('court'));
    expect([until('mediated'), until('cassation')]).toEqual([null, null]);
  });

  it('follows an answer or silence, however late', () => {
    const open = (['answered', 'silent', 'final'] as const).map((status) => mayDispute(status).ok);
    const shut = (['open', 'settled', 'withdrawn'] as const).map((status) => mayDispute(status).ok);
    expect([open, shut]).toEqual([
      [true, true, true],
      [false, false, false],
    ]);
    expect(isLateDispute(localDate('2027-01-29'), localDate('2027-01-29'))).toBe(false);
    expect(isLateDispute(localDate('2027-01-30'), localDate('2027-01-29'))).toBe(true);
    expect(isLateDispute(localDate('2027-01-30'), null)).toBe(false);
  });

  it('goes on after its end by a step that was filed in time, and by no other', () => {
    const late = (
      step: 'suit-filed' | 'cassation-filed',
      filedOn: string,
      event: 'ruling' | 'court-ruling' | 'mediation-agreed',
      receivedOn: string,
    ) =>
      decideFiling(
        step,
        localDate(filedOn),
        { event, receivedOn: localDate(receivedOn) },
        calendar,
        DEFAULT_RULESET,
      );
    const no = (refusal: string) => ({ ok: false, refusal });
    expect(late('suit-filed', '2027-01-28', 'ruling', '2027-01-08')).toEqual({ ok: true });
    expect(late('suit-filed', '2027-01-29', 'ruling', '2027-01-08')).toEqual(no('filed-after-term'));
    expect(late('cassation-filed', '2027-03-15', 'court-ruling', '2027-03-01')).toEqual({ ok: true });
    expect(late('cassation-filed', '2027-03-16', 'court-ruling', '2027-03-01')).toEqual(
      no('filed-after-term'),
    );
    for (const [step, event] of [
      ['suit-filed', 'court-ruling'],
      ['cassation-filed', 'ruling'],
      ['suit-filed', 'mediation-agreed'],
    ] as const)
      expect(late(step, '2027-01-09', event, '2027-01-08')).toEqual(no('not-in-this-state'));
    expect(decideFiling('suit-filed', localDate('2027-01-09'), null, calendar, DEFAULT_RULESET)).toEqual(
      no('not-in-this-state'),
    );
    expect(contestsLast('suit-filed', null)).toBe(false);
  });

  it('is not mediated where the refusal rests on article 17', () => {
    expect(mayMediate(['c', 'g'])).toEqual({ ok: true });
    expect(mayMediate(['a', 'c'])).toEqual({ ok: false, refusal: 'mediation-not-open' });
  });
});
