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
    },
    ...{ noticed_at: null, noticed_on: null, closed_at: null, withdrawn_at: null },
    ...{ incomplete_at: null, repair_steps: null },
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
