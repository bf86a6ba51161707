import { cityCalendar } from '../../test/law/city-calendar.js';
import {
  decideIncomplete,
  decideLateRepair,
  decideRepair,
  isLetterTimely,
  letterDueAfterReturn,
  repairDue,
  stillMissing,
  unconfirmedItems,
} from './completeness.js';
import type { IncompletenessFacts, RepairFacts } from './completeness.js';
import type { LocalDate } from './local-date.js';
import { localDate } from './local-date.js';
import { DEFAULT_RULESET } from './ruleset.js';

const calendar = cityCalendar();
const lastOfCheck = localDate('2026-11-27');
const lastOfRepair = localDate('2026-12-02');
const noPause = { ...DEFAULT_RULESET, incompletePausesClock: 'never' } as const;
const refused = (refusal: string) => ({ ok: false, refusal });

describe('the letter of incompleteness', () => {
  it('suspends the reply clock only where it left inside the check, the last day included', () => {
    expect(isLetterTimely(lastOfCheck, lastOfCheck)).toBe(true);
    expect(isLetterTimely(localDate('2026-11-28'), lastOfCheck)).toBe(false);
  });

  it('has the term of the check anew once it came back', () => {
    expect(letterDueAfterReturn(localDate('2026-11-30'), calendar, DEFAULT_RULESET).date).toBe('2026-12-03');
  });
});

describe('the items of a late repair', () => {
  const asked = ['identity', 'purpose'] as const;

  it('are each confirmed by the officer, whatever came', () => {
    expect(unconfirmedItems(asked, ['identity'], ['identity', 'purpose'])).toEqual([]);
    expect(unconfirmedItems(asked, [], ['purpose'])).toEqual(['identity']);
    expect(unconfirmedItems(asked, [], [])).toEqual(asked);
  });

  it('are believed without a list only as far as they came', () => {
    expect(unconfirmedItems(asked, [], null)).toEqual([]);
    expect(unconfirmedItems(asked, ['identity'], null)).toEqual(['identity']);
  });
});

describe('declaring a request incomplete', () => {
  const received: IncompletenessFacts = {
    state: 'received',
    completenessDue: lastOfCheck,
    missing: ['identity'],
    isDeemedComplete: true,
    parts: [],
  };
  const decide = (facts: Partial<IncompletenessFacts>, today: LocalDate = lastOfCheck) =>
    decideIncomplete({ ...received, ...facts }, DEFAULT_RULESET, today);

  it('is over once a part of it is answered, in one item even', () => {
    expect(decide({ parts: ['received', 'received'] }).ok).toBe(true);
    expect(decide({ parts: ['received', 'processing'] })).toEqual({
      ok: false,
      refusal: 'not-in-this-state',
    });
    expect(decide({ parts: ['closed_granted', 'consent_pending'] })).toEqual({
      ok: false,
      refusal: 'not-in-this-state',
    });
  });

  it('pauses the reply clock inside the check, its last day included', () => {
    expect(decide({})).toEqual({ ok: true, pausesReplyClock: true });
  });

  it('is refused once the check has lapsed', () => {
    const dayAfter = localDate('2026-11-28');
    expect(decide({}, dayAfter)).toEqual(refused('completeness-lapsed'));
    expect(decide({ state: 'processing' }, dayAfter)).toEqual(refused('completeness-lapsed'));
  });

  it('is refused in a state that is past the check', () => {
    const dayAfter = localDate('2026-11-28');
    expect(decide({ state: 'processing', isDeemedComplete: false }, dayAfter)).toEqual(
      refused('not-in-this-state'),
    );
    expect(decide({ state: 'processing' })).toEqual(refused('not-in-this-state'));
    expect(decide({ state: 'closed_granted' }, localDate('2026-12-20'))).toEqual(
      refused('not-in-this-state'),
    );
  });

  it('is refused with an empty list', () => {
    expect(decide({ missing: [] })).toEqual(refused('reasons-missing'));
  });

  it('pauses nothing in the strict reading', () => {
    expect(decideIncomplete(received, noPause, lastOfCheck)).toEqual({ ok: true, pausesReplyClock: false });
  });
});

describe('repairing a request', () => {
  const incomplete: RepairFacts = {
    state: 'incomplete',
    receivedOn: localDate('2026-11-24'),
    repairDue: lastOfRepair,
    stillMissing: [],
  };
  const repair = (facts: Partial<RepairFacts>, today: LocalDate = lastOfRepair) =>
    decideRepair({ ...incomplete, ...facts }, calendar, DEFAULT_RULESET, today);

  it('has three working days from receipt of the letter', () => {
    expect(repairDue(localDate('2026-11-27'), calendar, DEFAULT_RULESET).date).toBe('2026-12-02');
  });

  it('starts ten new working days', () => {
    expect(repair({})).toEqual({
      ok: true,
      outcome: 'complete',
      replyDue: { date: '2026-12-16', provisional: null },
    });
  });

  it('stays incomplete while an item is missing', () => {
    expect(repair({ stillMissing: ['purpose'] })).toEqual({
      ok: true,
      outcome: 'still-incomplete',
      stillMissing: ['purpose'],
    });
  });

  it('is refused after its last day and in other states', () => {
    expect(repair({}, localDate('2026-12-03'))).toEqual(refused('repair-lapsed'));
    expect(repair({ state: 'processing' })).toEqual(refused('not-in-this-state'));
  });

  it('counts from the day of receipt where the evening is the next working day (D5), T3 still from the calendar', () => {
    const next = localDate('2026-12-03');
    expect(decideRepair(incomplete, calendar, DEFAULT_RULESET, lastOfRepair, next)).toMatchObject({
      outcome: 'complete',
      replyDue: { date: '2026-12-17' },
    });
  });

  it('keeps the date from receipt in the strict reading', () => {
    expect(decideRepair(incomplete, calendar, noPause, lastOfRepair)).toMatchObject({
      replyDue: { date: '2026-12-08' },
    });
  });
});

describe('accepting a late repair', () => {
  const late = {
    state: 'closed_incomplete',
    receivedOn: localDate('2026-11-24'),
    repairReceivedOn: localDate('2026-12-04'),
    reason: 'Surat terlambat diterima.',
  } as const;

  it('counts from the day the repair was received', () => {
    expect(decideLateRepair(late, calendar, DEFAULT_RULESET)).toMatchObject({
      ok: true,
      replyDue: { date: '2026-12-18' },
    });
  });

  it('needs a reason and a request that waits', () => {
    expect(decideLateRepair({ ...late, reason: ' ' }, calendar, DEFAULT_RULESET)).toEqual(
      refused('reasons-missing'),
    );
    expect(decideLateRepair({ ...late, state: 'closed_refused' }, calendar, DEFAULT_RULESET)).toEqual(
      refused('not-in-this-state'),
    );
  });
});

describe('what is still missing after a repair', () => {
  const nothing = {
    ...{ text: ' ', papers: [], files: 0, identity: false, decreeNumber: false },
    ...{ purpose: false, way: false },
  };

  it.each([
    ['identity', { identity: true }],
    ['identity', { papers: ['identity'] }],
    ['legalEntityDeed', { decreeNumber: true }],
    ['purpose', { purpose: true }],
    ['description', { way: true }],
    ['description', { text: 'Tahun 2025' }],
    ['purpose', { text: 'Skripsi' }],
    ['proxyLetter', { files: 1 }],
    ['memberIdentities', { papers: ['memberIdentities'] }],
    ['signedForm', { files: 1 }],
  ] as const)('%s is given by its own thing, never by nothing', (item, given) => {
    expect(stillMissing([item], nothing)).toEqual([item]);
    expect(stillMissing([item], { ...nothing, ...given })).toEqual([]);
  });

  it('takes no words for a paper, no paper for words, and no dash for words', () => {
    const asked = ['identity', 'proxyLetter', 'description'] as const;
    expect(stillMissing(asked, { ...nothing, text: 'Ada' })).toEqual(['identity', 'proxyLetter']);
    expect(stillMissing(asked, { ...nothing, files: 2 })).toEqual(['description']);
    expect(stillMissing(['purpose'], { ...nothing, text: ' -- ' })).toEqual(['purpose']);
  });

  it('wants a paper for each item, in the order of the letter where none is named', () => {
    const asked = ['identity', 'proxyLetter', 'memberIdentities'] as const;
    expect(stillMissing(asked, { ...nothing, files: 1 })).toEqual(['proxyLetter', 'memberIdentities']);
    expect(stillMissing(asked, { ...nothing, files: 3 })).toEqual([]);
    expect(stillMissing(asked, { ...nothing, papers: ['memberIdentities'] })).toEqual([
      'identity',
      'proxyLetter',
    ]);
    expect(stillMissing(asked, { ...nothing, papers: ['memberIdentities'], files: 1 })).toEqual([
      'proxyLetter',
    ]);
    expect(stillMissing(asked, { ...nothing, identity: true, files: 1 })).toEqual(['memberIdentities']);
  });
});
