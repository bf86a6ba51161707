import { localDate } from './local-date.js';
import { intakeFaults, lackingOnPaper, type IntakeFacts, type PaperStatements } from './paper-intake.js';

const facts = (change: Partial<IntakeFacts> = {}): IntakeFacts => ({
  receivedOn: localDate('2026-12-01'),
  enteredOn: localDate('2026-12-04'),
  hasReason: true,
  hasScan: true,
  ...change,
});

describe('paper intake', () => {
  it('takes an earlier day with reason and scan', () => {
    expect(intakeFaults(facts())).toEqual([]);
  });

  it('asks for both proofs of an earlier day, each by its name', () => {
    const [reason, scan] = ['backdating-without-reason', 'backdating-without-scan'];
    expect(intakeFaults(facts({ hasReason: false }))).toEqual([reason]);
    expect(intakeFaults(facts({ hasScan: false }))).toEqual([scan]);
    expect(intakeFaults(facts({ hasReason: false, hasScan: false }))).toEqual([reason, scan]);
  });

  it('asks for no proof of the day itself', () => {
    const today = facts({ receivedOn: localDate('2026-12-04'), hasReason: false, hasScan: false });
    expect(intakeFaults(today)).toEqual([]);
  });

  it('knows no receipt after the entry or before the regulation was lived', () => {
    expect(intakeFaults(facts({ receivedOn: localDate('2026-12-05') }))).toEqual(['received-later']);
    expect(intakeFaults(facts({ receivedOn: localDate('2021-12-31') }))).toEqual(['received-too-early']);
    expect(intakeFaults(facts({ receivedOn: localDate('2022-01-01') }))).toEqual([]);
  });
});

describe('what a paper lacks', () => {
  const whole: PaperStatements = {
    ...{ kind: 'individual', hasPurpose: true, questionLength: 20, hasWay: true },
    ...{ hasDecree: false, hasPrincipal: false, hasNumber: true },
  };

  it('is nothing where it says all that its kind is asked', () => {
    expect(lackingOnPaper(whole)).toEqual([]);
    expect(lackingOnPaper({ ...whole, kind: 'proxy', hasPrincipal: true })).toEqual([]);
    expect(lackingOnPaper({ ...whole, kind: 'legalEntity', hasDecree: true })).toEqual([]);
  });

  it('is told in the order of the check', () => {
    expect(lackingOnPaper({ ...whole, hasPurpose: false })).toEqual(['purpose']);
    expect(lackingOnPaper({ ...whole, questionLength: 19 })).toEqual(['description']);
    expect(lackingOnPaper({ ...whole, hasWay: false, hasNumber: false })).toEqual([
      'identity',
      'description',
    ]);
    expect(lackingOnPaper({ ...whole, kind: 'proxy' })).toEqual(['proxyLetter']);
    expect(lackingOnPaper({ ...whole, kind: 'legalEntity' })).toEqual(['legalEntityDeed']);
  });
});
