import 'reflect-metadata';
import { emptyDraft, type DraftAnswers } from './draft.js';
import { requestBodyOf } from './request-body.js';
import { TypedFields } from './step.js';
import { firstOpenStep, mayOpen, pathAfter, pathBefore, stepAt, STEPS } from './steps.js';
import { mentionsNationalId } from './steps/question.step.js';

const file = { id: '11111111-1111-4111-8111-111111111111', name: 'ktp.jpg' };
const whole: DraftAnswers = {
  ...emptyDraft('key', 'id').answers,
  question: 'Rincian penggunaan Dana BOS tahun 2025',
  agency: 'tidak-tahu',
  purpose: 'research',
  access: 'copy',
  delivery: 'online',
  format: 'softcopy',
  requesterKind: 'individual',
  name: 'Maria',
  identity: 'ktp',
  nationalId: '8171 0312 0590 0001',
  identityFile: file,
  email: 'maria@contoh.id',
  address: 'Jalan Contoh 5',
};

/** Codes of the faults of one page after these fields were typed on it. */
function codes(path: string, fields: Record<string, string>, before: Partial<DraftAnswers> = {}): string[] {
  const step = stepAt(path);
  if (step === null) throw new Error(`no page ${path}`);
  return step.faults(step.read(new TypedFields(fields), { ...whole, ...before })).map(({ code }) => code);
}

describe('the pages of the form', () => {
  it('are all done for a whole draft and open one after the other', () => {
    expect(firstOpenStep(whole)).toBeNull();
    const empty = emptyDraft('key', 'id').answers;
    expect(firstOpenStep(empty)?.path).toBe('1');
    expect(STEPS.filter((step) => mayOpen(step, empty)).map(({ path }) => path)).toEqual(['1']);
  });

  it('leave out how a copy travels when none is asked', () => {
    const access = stepAt('4');
    if (access === null) throw new Error('no page 4');
    expect(pathAfter(access, whole)).toBe('4/salinan');
    expect(pathAfter(access, { ...whole, access: 'inspect' })).toBe('5');
    expect(pathBefore('5', { ...whole, access: 'inspect' })).toBe('4');
    expect(pathBefore('1', whole)).toBeNull();
  });

  it.each([
    ['1', { rincian: '' }, ['question']],
    ['1', { rincian: 'Dana BOS' }, ['question-short']],
    ['1', { rincian: 'x'.repeat(4001) }, ['question-long-now']],
    ['1', { rincian: `Rincian dana BOS 2025 ${'\u202e'} sekolah` }, ['signs']],
    ['2', {}, ['agency']],
    ['2', { instansi: 'daftar' }, ['agency']],
    ['2', { instansi_daftar: 'disdik' }, []],
    ['3', { tujuan: 'hacking' }, ['purpose']],
    ['3', { tujuan: 'other', tujuan_lain: 'abc' }, ['purpose-text']],
    ['4', {}, ['access']],
    ['4/salinan', {}, ['delivery', 'format']],
    ['5', { pemohon: 'publicBody' }, ['requester-kind']],
    ['6', {}, ['name', 'identity']],
    ['6', { nama: 'A', identitas: 'ktp', nik: '' }, ['national-id-missing']],
    ['6', { nama: 'A', identitas: 'ktp', nik: '817' }, ['national-id-length']],
    ['6', { nama: 'A', identitas: 'ktp', nik: '81710312O5900001' }, ['national-id-letters']],
    ['6', { nama: 'A', identitas: 'ktp', nik: '8171037205900001' }, ['national-id-birth-date']],
    ['6', { nama: 'A', identitas: 'ktp', nik: '8171-0352.0590 0001' }, []],
    ['6', { nama: 'A', identitas: 'atDesk' }, []],
    ['7', { alamat: 'Jalan 5' }, ['email-missing']],
    ['7', { tanpa_email: '1', alamat: 'Jalan 5' }, ['phone-missing']],
    ['7', { tanpa_email: '1', telepon: '0812-3456-789', alamat: 'Jalan 5' }, []],
    ['7', { email: 'a@b', telepon: '12', alamat: 'x' }, ['email', 'phone', 'address']],
  ] as const)('page %s judges %j as %j', (path, fields, expected) => {
    expect(codes(path, fields)).toEqual(expected);
  });

  it('asks a proxy, a group and a legal entity for their papers', () => {
    const typed = { nama: 'A', identitas: 'ktp', nik: '8171031205900001' };
    expect(codes('6', typed, { requesterKind: 'proxy' })).toEqual([
      'principal',
      'principal-paper',
      'proxy-letter',
    ]);
    const child = { nama: 'A', identitas: 'childCard' };
    expect(codes('6', child, { requesterKind: 'individual' })).toEqual(['guardian']);
    expect(codes('6', { ...child, wali: 'Ibu A' }, { requesterKind: 'individual' })).toEqual([]);
    expect(codes('6', child, { requesterKind: 'group' })).toEqual([
      'identity',
      'proxy-letter',
      'member-identities',
    ]);
    expect(codes('6', typed, { foreign: true })).toEqual(['identity']);
    expect(codes('6', { nama: 'A', identitas: 'passport' }, { foreign: true })).toEqual([]);
    expect(codes('6', typed, { requesterKind: 'group' })).toEqual(['proxy-letter', 'member-identities']);
    const entity = { nama: '', identitas: 'deed', nomor_sk: '' };
    expect(codes('6', entity, { requesterKind: 'legalEntity' })).toEqual([
      'entity-name',
      'decree-number',
      'deed',
    ]);
  });

  it('become the body that the API takes, without papers of another kind', () => {
    const consents = { declared: true, mayPublish: false, maySurvey: false };
    const body = requestBodyOf({ ...whole, proxyLetter: { ...file, id: 'other' } }, consents);
    expect(body).toMatchObject({ agency: null, fileIds: [], declarationAccepted: true });
    expect(body['requester']).toMatchObject({ nationalId: '8171031205900001', identityFileId: file.id });
  });

  it('notice a NIK in the question', () => {
    expect(mentionsNationalId('NIK saya 8171 0312 0590 0001 tolong')).toBe(true);
    expect(mentionsNationalId('Anggaran 2025 sebesar 1.000.000.000 rupiah')).toBe(false);
  });
});
