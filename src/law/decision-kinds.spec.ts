import { missingContents, NO_CONTENTS } from './decision-contents.js';
import { combineOutcomes, DECISION_KINDS, decisionKind, type NoticeOutcome } from './decision-kinds.js';
import { localDate } from './local-date.js';
import { nextState } from './next-state.js';

const combined = (...outcomes: NoticeOutcome[]) => combineOutcomes(outcomes);

describe('one notice on several items', () => {
  it('keeps what is the same for all', () => {
    for (const kind of DECISION_KINDS.filter(({ isNotice }) => isNotice)) {
      const outcome = kind.code as NoticeOutcome;
      expect(combined(outcome)).toMatchObject({ outcome, needsConsent: kind.needsConsent });
      expect(combined(outcome, outcome)).toEqual(combined(outcome));
    }
  });

  it.each<[NoticeOutcome[], string, string]>([
    [['granted_full', 'not_held'], 'granted_partial', 'grant'],
    [['not_documented', 'granted_full'], 'granted_partial', 'grant'],
    [['granted_full', 'refused_other'], 'granted_partial', 'grant'],
    [['granted_full', 'refused_exempt'], 'granted_partial', 'consent'],
    [['granted_full', 'granted_partial'], 'granted_partial', 'consent'],
    [['not_held', 'refused_exempt'], 'refused_exempt', 'consent'],
    [['not_held', 'refused_other'], 'refused_other', 'refuse-other'],
    [['not_held', 'not_documented', 'not_yet_held'], 'not_documented', 'answer-not-documented'],
    [['not_held', 'not_yet_held'], 'not_yet_held', 'answer-not-yet-held'],
  ])('makes of %j the outcome %s by %s', (outcomes, outcome, event) => {
    expect(combineOutcomes(outcomes)).toMatchObject({ outcome, event });
    expect(combineOutcomes([...outcomes].reverse())).toEqual(combineOutcomes(outcomes));
  });

  it('leads to the state that the outcome closes in, or to the open grant', () => {
    const outcomes = DECISION_KINDS.filter(({ isNotice }) => isNotice).map(
      ({ code }) => code as NoticeOutcome,
    );
    for (const one of outcomes) {
      for (const other of outcomes) {
        const { outcome, event, extent, needsConsent } = combined(one, other);
        const from = needsConsent ? 'consent_pending' : 'processing';
        const step = nextState(from, event, { extent });
        const given = outcome === 'granted_full' || outcome === 'granted_partial';
        expect(step).toMatchObject({ ok: true, to: given ? 'granted_open' : decisionKind(outcome).closes });
        if (!given) continue;
        expect(nextState('granted_open', 'deliver', { extent })).toMatchObject({
          to: decisionKind(outcome).closes,
        });
      }
    }
  });

  it('decides nothing of nothing', () => {
    expect(() => combineOutcomes([])).toThrow(RangeError);
  });
});

describe('contents of a decision', () => {
  const day = localDate('2026-12-01');

  it.each<[NoticeOutcome, object, readonly string[]]>([
    ['granted_full', {}, ['form', 'provideOn']],
    ['granted_full', { form: 'softcopy', explanation: 'Terlampir.' }, ['provideOn']],
    ['granted_full', { appointment: 'Selasa pukul 10.00', provideOn: day }, ['form']],
    ['granted_full', { form: 'softcopy', provideOn: day }, []],
    [
      'granted_full',
      { form: 'softcopy', provideOn: day, cost: { copy: -1, delivery: 0, other: 0 } },
      ['cost'],
    ],
    ['not_held', { searchRecord: ' ' }, ['holderIfKnown']],
    ['not_held', { holder: 'Dinas Pendidikan Provinsi Maluku' }, []],
    ['not_held', { searchRecord: 'Arsip 2019-2024 diperiksa' }, []],
    ['not_yet_held', {}, ['reason']],
    ['not_documented', {}, ['availableOn']],
    ['refused_other', { explanation: 'Bertentangan dengan aturan' }, ['statute']],
    ['refused_other', { law: 'UU 43/2009' }, ['reason']],
    ['refused_exempt', {}, []],
    [
      'granted_partial',
      { form: 'hardcopy', provideOn: day, blackouts: [{ part: 'Halaman 2', reason: '', law: 'Pasal 17 h' }] },
      ['reasonForEachBlackout'],
    ],
  ])('of %s with %j lacks %j', (outcome, contents, missing) => {
    expect(missingContents(outcome, { ...NO_CONTENTS, ...contents })).toEqual(missing);
  });
});
