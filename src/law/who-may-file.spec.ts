import { MISSING_ITEMS } from './completeness.js';
import { DECISION_KINDS, decisionKind } from './decision-kinds.js';
import { REQUEST_STATES } from './request-states.js';
import { DEFAULT_RULESET } from './ruleset.js';
import {
  isBody,
  itemsToCheck,
  mayBeAskedOf,
  mayObject,
  papersOf,
  papersTaken,
  REQUESTER_KINDS,
  standingOf,
} from './who-may-file.js';

describe('the papers of a requester', () => {
  it.each([
    ['individual', [], ['identity']],
    ['proxy', ['proxyLetter', 'principalPaper'], ['identity', 'proxyLetter']],
    ['group', ['proxyLetter', 'memberIdentity'], ['proxyLetter', 'memberIdentities']],
    ['legalEntity', ['legalEntityDeed'], ['legalEntityDeed']],
    ['publicBody', [], []],
  ] as const)('of the kind %s are %j, checked as %j', (kind, papers, items) => {
    expect(papersOf(kind)).toEqual(papers);
    expect(itemsToCheck(kind)).toEqual(items);
  });

  it('may be the authority of who signs for a body', () => {
    expect(REQUESTER_KINDS.filter((kind) => papersTaken(kind).length > papersOf(kind).length)).toEqual([
      'legalEntity',
      'publicBody',
    ]);
    expect(papersTaken('legalEntity')).toEqual(['legalEntityDeed', 'proxyLetter']);
    expect(REQUESTER_KINDS.filter(isBody)).toEqual(['legalEntity', 'publicBody']);
  });
});

describe('a letter of incompleteness', () => {
  it.each([
    ['individual', ['identity', 'description', 'purpose', 'signedForm']],
    ['proxy', ['identity', 'proxyLetter', 'description', 'purpose', 'signedForm']],
    ['group', ['identity', 'proxyLetter', 'memberIdentities', 'description', 'purpose', 'signedForm']],
    ['legalEntity', ['identity', 'proxyLetter', 'legalEntityDeed', 'description', 'purpose', 'signedForm']],
    ['publicBody', ['identity', 'proxyLetter', 'description', 'purpose', 'signedForm']],
  ] as const)('asks no paper of another kind of requester: %s', (kind, items) => {
    expect(MISSING_ITEMS.filter((item) => mayBeAskedOf(kind, item))).toEqual(items);
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

  it('is that of whom a proxy acts for, whoever brings the paper', () => {
    const proxy = (citizenship: 'WNI' | 'other', principalCitizenship?: 'WNI' | 'other') =>
      standingOf(
        { kind: 'proxy', citizenship, ...(principalCitizenship && { principalCitizenship }) },
        DEFAULT_RULESET,
      );
    expect([proxy('other'), proxy('other', 'WNI'), proxy('WNI', 'WNI')]).toEqual(Array(3).fill('statutory'));
    expect(proxy('WNI', 'other')).toBe('courtesy');
    const principalOf = { kind: 'individual', citizenship: 'WNI', principalCitizenship: 'other' } as const;
    expect(standingOf(principalOf, DEFAULT_RULESET)).toBe('statutory');
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
