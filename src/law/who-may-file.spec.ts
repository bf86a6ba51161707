import { DECISION_KINDS, decisionKind } from './decision-kinds.js';
import { REQUEST_STATES } from './request-states.js';
import { DEFAULT_RULESET } from './ruleset.js';
import type { PapersFacts } from './who-may-file.js';
import { missingPapers, mayObject, standingOf } from './who-may-file.js';

describe('the papers of a requester', () => {
  const missing = (facts: Partial<PapersFacts>, rules = DEFAULT_RULESET) =>
    missingPapers({ kind: 'individual', given: [], proxyLetterStamped: true, ...facts }, rules);

  it('are the identity card or the letter of the population office', () => {
    expect(missing({})).toEqual(['identity']);
    expect(missing({ given: ['identityCardOrPopulationLetter'] })).toEqual([]);
  });

  it('are deed and decree number of a legal entity', () => {
    expect(missing({ kind: 'legalEntity', given: ['legalEntityDeed'] })).toEqual(['legalEntityDeed']);
    expect(missing({ kind: 'legalEntity', given: ['legalEntityDeed', 'decreeNumber'] })).toEqual([]);
  });

  it('are proxy letter and identities of a group', () => {
    expect(missing({ kind: 'group' })).toEqual(['proxyLetter', 'memberIdentities']);
    const given = ['proxyLetter', 'memberIdentities'] as const;
    expect(missing({ kind: 'group', given, proxyLetterStamped: false })).toEqual([]);
  });

  it('want a stamped letter of a proxy, unless the city accepts it bare', () => {
    const bare: Partial<PapersFacts> = {
      kind: 'proxy',
      given: ['identityCardOrPopulationLetter', 'proxyLetter', 'papersOfPrincipal'],
      proxyLetterStamped: false,
    };
    expect(missing(bare)).toEqual(['proxyLetter']);
    expect(missing(bare, { ...DEFAULT_RULESET, proxyWithoutStamp: 'accept' })).toEqual([]);
    expect(missing({ ...bare, proxyLetterStamped: true })).toEqual([]);
  });
});

describe('the standing of an applicant', () => {
  const decline = { foreignApplicants: 'decline' } as const;

  it('is statutory for Indonesians alone', () => {
    expect(standingOf({ kind: 'individual', citizenship: 'WNI' }, decline)).toBe('statutory');
    expect(standingOf({ kind: 'individual', citizenship: 'other' }, DEFAULT_RULESET)).toBe('courtesy');
    expect(standingOf({ kind: 'individual', citizenship: 'other' }, decline)).toBe('declined');
  });

  it('is official help for a public body', () => {
    expect(standingOf({ kind: 'publicBody', citizenship: 'WNI' }, decline)).toBe('official-help');
  });

  it('bears objection and dispute only where it is statutory', () => {
    const all = ['statutory', 'courtesy', 'official-help', 'declined'] as const;
    expect(all.filter(mayObject)).toEqual(['statutory']);
  });
});

describe('the kinds of decisions', () => {
  it('close in a state that the table has', () => {
    const states: readonly string[] = REQUEST_STATES;
    expect(DECISION_KINDS.filter(({ closes }) => !states.includes(closes))).toEqual([]);
  });

  it('need consent exactly where they exempt', () => {
    for (const { code } of DECISION_KINDS) {
      const { needsConsent, exempts, mustContain } = decisionKind(code);
      expect([code, needsConsent, mustContain.includes('testSheet')]).toEqual([code, exempts, exempts]);
    }
  });
});
