import type { Article17Letter } from './article17.js';
import { ARTICLE_17, exemptionTermFits } from './article17.js';
import type { TestSheet } from './harm-test.js';
import { checkTestSheet, mayDecideProposal } from './harm-test.js';
import { localDate } from './local-date.js';

const decidedOn = localDate('2026-12-01');
const sheet: TestSheet = {
  article17: ['h'],
  statute: 'UU 27/2022 tentang Pelindungan Data Pribadi',
  harmIfOpened: 'Nilai rapor anak dapat dikenali.',
  harmIfClosed: 'Publik tidak melihat sebaran nilai.',
  exemptUntil: null,
  testers: [{ name: 'Rina M.', position: 'Analis', unit: 'Dinas Pendidikan' }],
};
const check = (facts: Partial<TestSheet>) => checkTestSheet({ ...sheet, ...facts }, decidedOn);

describe('the test sheet of a refusal', () => {
  it.each(['Peraturan', 'aturan yang berlaku', 'Rahasia'])(
    'names a rule, whatever the letter: %s',
    (statute) => {
      expect(check({ statute })).toMatchObject({
        missing: ['statute'],
      });
    },
  );

  it('is complete with letter, statute, both harms, term and a tester', () => {
    expect(check({})).toEqual({ ok: true });
  });

  it('names every part that is missing', () => {
    const empty = { article17: [], statute: ' ', harmIfOpened: '', harmIfClosed: '', testers: [] };
    expect(check(empty)).toEqual({
      ok: false,
      refusal: 'test-sheet-incomplete',
      missing: ['article17', 'statute', 'harmIfOpened', 'harmIfClosed', 'testers'],
    });
  });

  it('wants name, position and unit of each tester', () => {
    const nameless = { testers: [...sheet.testers, { name: '', position: 'Kepala', unit: 'Setda' }] };
    expect(check(nameless)).toMatchObject({ missing: ['testers'] });
  });

  it('rests letter j on another law, never on a regulation', () => {
    const of = (statute: string) => check({ article17: ['j'], statute }).ok;
    for (const law of [
      'UU 23/2006 jo. UU 24/2013, pasal 84',
      'Undang-Undang Nomor 27 Tahun 2022',
      'Pasal 40 undang-undang Perbankan',
      'UU 14/2008 jo. UU 10/1998',
      'Undang-Undang Republik Indonesia Nomor 23 Tahun 2006 tentang Administrasi Kependudukan',
      'UU RI No. 27 Th 2022',
      'Undang-Undang tentang Perbankan',
    ])
      expect([law, of(law)]).toEqual([law, true]);
    for (const no of [
      'Perwali Ambon 10/2020',
      'PP 40/2019 tentang Pelaksanaan Undang-Undang Nomor 23 Tahun 2006',
      'UU 14/2008 pasal 17',
      'UU Nomor 14 Tahun 2008',
      'Undang-Undang Republik Indonesia Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik',
      'UU RI 14/2008',
      'UU No 14 Th 2008',
      'Undang-Undang tentang Keterbukaan Informasi Publik',
      'UU',
      'undang-undang yang berlaku',
      'Peraturan Bank Indonesia sesuai amanat undang-undang',
      'Undang-Undang Keterbukaan Informasi Publik',
      'Peraturan Pemerintah Pengganti Undang-Undang 1/2017',
      'Surat edaran suu 1',
    ])
      expect([no, of(no)]).toEqual([no, false]);
    expect(check({ article17: ['h'], statute: 'Perwali Ambon 10/2020' }).ok).toBe(true);
    expect(check({ article17: ['h', 'j'], statute: 'Perda 3/2012' })).toMatchObject({ missing: ['statute'] });
  });

  it('wants an end day where the law knows no permanent exemption', () => {
    expect(check({ article17: ['h', 'c'] })).toMatchObject({ missing: ['exemptUntil'] });
    expect(check({ article17: ['h', 'c'], exemptUntil: localDate('2031-12-01') })).toEqual({ ok: true });
  });
});

describe('the term of an exemption', () => {
  const fits = (letters: readonly Article17Letter[], until: string | null) =>
    exemptionTermFits(letters, decidedOn, until === null ? null : localDate(until));

  it('may be open only for the letters g to j', () => {
    const open = ARTICLE_17.filter(({ letter }) => fits([letter], null)).map(({ letter }) => letter);
    expect(open.join('')).toBe('ghij');
  });

  it('is thirty years at most for law enforcement', () => {
    expect(fits(['a'], '2056-12-01')).toBe(true);
    expect(fits(['a'], '2056-12-02')).toBe(false);
    expect(fits(['b'], '2056-12-02')).toBe(true);
  });

  it('ends after the decision', () => {
    expect(fits(['h'], '2026-12-01')).toBe(false);
    expect(fits(['h'], '2026-12-02')).toBe(true);
  });
});

describe('consent to a refusal', () => {
  it('is given by another person', () => {
    expect(mayDecideProposal('staff-1', 'staff-2')).toEqual({ ok: true });
    expect(mayDecideProposal('staff-1', 'staff-1')).toEqual({ ok: false, refusal: 'same-person' });
  });
});
