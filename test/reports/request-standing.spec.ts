import type { StandingFacts } from '../../src/desks/reports/request-facts.js';
import { standingOf } from '../../src/desks/reports/request-standing.js';
import { localDate } from '../../src/law/local-date.js';

const BEFORE = new Date('2027-01-01T00:00:00+09:00');
const day = (written: string): Date => new Date(`${written}T10:00:00+09:00`);

/** Received Tue 2026-11-24, to be answered by Tue 2026-12-08. */
function facts(more: Partial<StandingFacts>): StandingFacts {
  return {
    ...{ case_id: 'a', standing: 'statutory', outcome: null, noticed_outcome: null },
    ...{
      due_on: localDate('2026-12-08'),
      complete_at: day('2026-11-24'),
      extended_at: null,
      old_due_on: null,
      term_end_on: null,
    },
    ...{ noticed_at: null, noticed_on: null, closed_at: null, withdrawn_at: null },
    ...{ incomplete_at: null, repair_steps: null },
    ...{ extension_on_paper: null, extension_left_on: null, extension_left_at: null },
    ...{ notice_on_paper: false, notice_left_on: null, notice_left_at: null },
    ...more,
  };
}

describe('a request that was withdrawn', () => {
  it.each([
    ['on its last day', '2026-12-08', false],
    ['on the day after', '2026-12-09', true],
  ])('unanswered %s', (_, on, late) => {
    const standing = standingOf(facts({ withdrawn_at: day(on), closed_at: day(on) }), BEFORE);
    expect([standing.result, standing.late]).toEqual(['withdrawn', late]);
  });

  it('while it waited for its requester is not late: no date of the office ran', () => {
    const asked = day('2026-11-26').toISOString();
    const waiting = facts({
      ...{ complete_at: null, incomplete_at: day('2026-11-26'), withdrawn_at: day('2026-12-09') },
      repair_steps: [{ at: asked, effectiveAt: asked, to: 'incomplete' }],
    });
    const { result, late } = standingOf(waiting, BEFORE);
    expect([result, late]).toEqual(['withdrawn', false]);
  });

  it('after its notice stays what the notice said', () => {
    const noticed = facts({
      ...{ outcome: 'withdrawn', noticed_outcome: 'granted_full', withdrawn_at: day('2026-12-09') },
      ...{ noticed_at: day('2026-12-02'), noticed_on: localDate('2026-12-02') },
    });
    const { result, late } = standingOf(noticed, BEFORE);
    expect([result, late]).toEqual(['granted_full', false]);
  });
});

describe('a request that was withdrawn while its answer lay at the desk', () => {
  const written: Partial<StandingFacts> = {
    ...{ outcome: 'withdrawn', noticed_outcome: 'granted_full', noticed_at: day('2026-12-02') },
    ...{ noticed_on: localDate('2026-12-02'), notice_on_paper: true },
  };
  it.each([
    ['on its last day', '2026-12-08', false],
    ['on the day after', '2026-12-09', true],
  ])('was never answered: %s', (_, on, late) => {
    const standing = standingOf(facts({ ...written, withdrawn_at: day(on) }), BEFORE);
    expect(standing).toMatchObject({ result: 'withdrawn', noticedOn: null, unsent: false, late });
  });

  it('is what its notice said once that is known to have left', () => {
    const left = { notice_left_on: localDate('2026-12-03'), notice_left_at: day('2026-12-03') };
    const standing = standingOf(facts({ ...written, ...left, withdrawn_at: day('2026-12-09') }), BEFORE);
    expect(standing).toMatchObject({ result: 'granted_full', noticedOn: '2026-12-03', late: false });
  });
});

describe('a notice on paper', () => {
  const written: Partial<StandingFacts> = {
    ...{ outcome: 'not_held', noticed_outcome: 'not_held', noticed_at: day('2026-12-08') },
    ...{ noticed_on: localDate('2026-12-08'), notice_on_paper: true },
  };
  const left = (on: string, recordedOn: string) =>
    facts({ ...written, notice_left_on: localDate(on), notice_left_at: day(recordedOn) });
  const read = (of: StandingFacts, before = BEFORE) => {
    const { late, noticedOn, unsent } = standingOf(of, before);
    return unsent ? [late, noticedOn, 'unsent'] : [late, noticedOn];
  };

  it('is sent on the day on which it left', () => {
    expect(read(left('2026-12-08', '2026-12-08'))).toEqual([false, '2026-12-08']);
    expect(read(left('2026-12-08', '2026-12-20'))).toEqual([false, '2026-12-08']);
    expect(read(left('2026-12-09', '2026-12-09'))).toEqual([true, '2026-12-09']);
  });

  it('is not known to be in time while nobody recorded it, as of every day', () => {
    expect(read(facts(written))).toEqual([true, null, 'unsent']);
    expect(read(facts(written), day('2026-12-08'))).toEqual([false, null]);
    expect(read(facts(written), new Date('2026-12-08T20:00:00+09:00'))).toEqual([false, null, 'unsent']);
    expect(read(left('2026-12-08', '2026-12-20'), day('2026-12-15'))).toEqual([true, null, 'unsent']);
  });
});

describe('an extension on paper', () => {
  const extended = (leftOn: string | null, more: Partial<StandingFacts> = {}) =>
    facts({
      ...{
        extended_at: day('2026-12-08'),
        old_due_on: localDate('2026-12-08'),
        term_end_on: localDate('2026-12-08'),
        due_on: localDate('2026-12-17'),
      },
      ...{ extension_on_paper: true, extension_left_on: leftOn === null ? null : localDate(leftOn) },
      ...{ extension_left_at: leftOn === null ? null : day(leftOn) },
      ...more,
    });

  it('lengthens the term only when it left inside it', () => {
    const on = day('2026-12-14');
    expect(standingOf(extended('2026-12-08'), on)).toMatchObject({ result: 'open', dueOn: '2026-12-17' });
    expect(standingOf(extended(null), on)).toMatchObject({ result: 'overdue', dueOn: '2026-12-08' });
    expect(standingOf(extended('2026-12-09'), on)).toMatchObject({ result: 'overdue', late: true });
    expect(standingOf(extended(null, { extension_on_paper: false }), on).result).toBe('open');
  });
});
