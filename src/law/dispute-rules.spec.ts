import { cityCalendar } from '../../test/law/city-calendar.js';
import { commissionTerms, furtherStepUntil, isLateDispute, mayDispute, mayMediate } from './dispute-rules.js';
import { localDate } from './local-date.js';
import { DEFAULT_RULESET } from './ruleset.js';

const calendar = cityCalendar();

describe('a dispute at the Information Commission', () => {
  it('names the days of the commission from the filing', () => {
    const terms = commissionTerms(localDate('2027-01-25'), calendar, DEFAULT_RULESET);
    expect([terms.startDue.date, terms.endDue.date]).toEqual(['2027-02-15', '2027-07-05']);
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

  it('is not mediated where the refusal rests on article 17', () => {
    expect(mayMediate(['c', 'g'])).toEqual({ ok: true });
    expect(mayMediate(['a', 'c'])).toEqual({ ok: false, refusal: 'mediation-not-open' });
  });
});
