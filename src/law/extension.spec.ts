import { cityCalendar } from '../../test/law/city-calendar.js';
import type { ExtensionFacts } from './extension.js';
import { decideExtension, extensionEnd, possibleExtension } from './extension.js';
import { localDate, type LocalDate } from './local-date.js';
import type { RequestState } from './request-states.js';
import { DEFAULT_RULESET } from './ruleset.js';

const calendar = cityCalendar('A');
const lastDay = localDate('2026-12-08');
const request: ExtensionFacts = {
  state: 'processing',
  countedFrom: localDate('2026-11-24'),
  replyDue: lastDay,
  isExtended: false,
  reasons: ['notYetHeldOrDocumented'],
  explanation: 'Dokumen masih dikumpulkan dari 12 sekolah.',
};
const decide = (facts: Partial<ExtensionFacts>, today = lastDay, rules = DEFAULT_RULESET) =>
  decideExtension({ ...request, ...facts }, calendar, rules, today);
const refused = (refusal: string) => ({ ok: false, refusal });

describe('the one extension', () => {
  it('adds seven working days to the end of the first term', () => {
    const granted = { ok: true, after: lastDay, dueDate: { date: '2026-12-17', provisional: null } };
    expect(decide({})).toEqual(granted);
    expect(decide({}, localDate('2026-11-25'))).toEqual(granted);
  });

  it('follows the end that the law gives T4, also where a decree let it end later', () => {
    // A free day was taken back on the last day of T4: the law gives Tue the 8th, the case keeps Wed the 9th.
    const kept = decide({ replyDue: localDate('2026-12-09') }, localDate('2026-12-09'));
    expect(kept).toEqual({
      ok: true,
      after: '2026-12-09',
      dueDate: { date: '2026-12-17', provisional: null },
    });
  });

  it.each<RequestState>(['received', 'consent_pending'])('is open from %s too', (state) => {
    expect(decide({ state })).toMatchObject({ ok: true });
  });

  it('is refused a second time', () => {
    expect(decide({ isExtended: true })).toEqual(refused('already-extended'));
    expect(decide({ state: 'extended' })).toEqual(refused('already-extended'));
  });

  it('is refused from the day after the last', () => {
    expect(decide({}, localDate('2026-12-09'))).toEqual(refused('already-overdue'));
  });

  it.each<RequestState>(['granted_open', 'closed_granted', 'closed_not_held'])(
    'is refused in %s',
    (state) => {
      expect(decide({ state })).toEqual(refused('already-answered'));
    },
  );

  it.each<RequestState>(['incomplete', 'closed_incomplete', 'withdrawn', 'final'])(
    'has no clock in %s',
    (state) => {
      expect(decide({ state })).toEqual(refused('not-in-this-state'));
    },
  );

  it('has no clock without a date, and is answered all the same once it is', () => {
    expect(decide({ replyDue: null })).toEqual(refused('not-in-this-state'));
    expect(decide({ replyDue: null, state: 'granted_open' })).toEqual(refused('already-answered'));
  });

  it('is possible before anybody has written a reason', () => {
    const term = { state: 'processing', countedFrom: request.countedFrom, isExtended: false } as const;
    const possible = (replyDue: LocalDate, today: LocalDate) =>
      possibleExtension({ ...term, replyDue }, calendar, DEFAULT_RULESET, today);
    expect(possible(lastDay, lastDay)).toMatchObject({ ok: true, dueDate: { date: '2026-12-17' } });
    expect(possible(lastDay, localDate('2026-12-09'))).toEqual(refused('already-overdue'));
  });

  it('is refused without reason or explanation', () => {
    expect(decide({ reasons: [] })).toEqual(refused('reasons-missing'));
    expect(decide({ explanation: '  \n' })).toEqual(refused('reasons-missing'));
  });

  it('names the state before the reasons', () => {
    expect(decide({ isExtended: true, reasons: [] }, localDate('2027-01-01'))).toEqual(
      refused('already-extended'),
    );
  });

  it('counts from the letter in that reading, and is refused where that adds nothing', () => {
    const rules = { ...DEFAULT_RULESET, extensionBase: 'day-of-letter' } as const;
    expect(decide({}, localDate('2026-12-04'), rules)).toMatchObject({ dueDate: { date: '2026-12-15' } });
    expect(decide({}, localDate('2026-11-30'), rules)).toMatchObject({ dueDate: { date: '2026-12-09' } });
    expect(decide({}, localDate('2026-11-27'), rules)).toEqual(refused('extension-adds-nothing'));
    expect(decide({ reasons: [] }, localDate('2026-11-25'), rules)).toEqual(
      refused('extension-adds-nothing'),
    );
    expect(extensionEnd(lastDay, localDate('2026-11-25'), calendar, rules)).toBe(lastDay);
  });

  it('stays provisional when only the first term touched such a year', () => {
    const facts = { countedFrom: localDate('2021-12-20'), replyDue: localDate('2022-01-03') };
    expect(decide(facts, localDate('2022-01-03'))).toMatchObject({
      dueDate: { date: '2022-01-12', provisional: { year: 2021 } },
    });
  });

  it('is provisional when the whole term touches a year without decree', () => {
    const facts = { countedFrom: localDate('2027-12-13'), replyDue: localDate('2027-12-28') };
    expect(decide(facts, localDate('2027-12-27'))).toMatchObject({
      dueDate: { provisional: { code: 'year-without-decree', year: 2028 } },
    });
  });
});
