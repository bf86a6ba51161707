/** A body that each act of staff takes, so that a no comes from the policy and not from the form. */
export function validBody(act: string, staffId: string): Readonly<Record<string, unknown>> {
  return BODIES[act]?.(staffId) ?? {};
}

const reason = 'Alasan tertulis untuk pengujian kebijakan akses.';
const noFile = '00000000-0000-4000-8000-000000000000';
const grant = {
  form: 'softcopy',
  cost: { copy: 0, delivery: 0, other: 0 },
  provideOn: '2026-12-01',
  fileIds: [],
  explanation: reason,
};

const ruling = { decidedOn: '2026-11-24', order: null, fileId: noFile };

const BODIES: Readonly<Record<string, (staffId: string) => Readonly<Record<string, unknown>>>> = {
  'declare-incomplete': () => ({ missing: ['description'], note: reason }),
  'accept-late-repair': () => ({ reason }),
  complete: () => ({ text: reason }),
  assign: () => ({ agency: 'disdukcapil', reason }),
  'hand-back': () => ({ reason, suggestedAgency: 'disdukcapil' }),
  'name-holder': (staffId) => ({ staffId }),
  'verify-identity': () => ({ how: 'KTP diperlihatkan di meja' }),
  itemise: () => ({ items: [{ text: 'Rincian belanja' }] }),
  'receive-material': () => ({ answer: reason }),
  'request-material': () => ({ from: 'Bidang Pembinaan SMP', dueOn: '2026-11-30', text: reason }),
  extend: () => ({ reasons: ['notYetHeldOrDocumented'], explanation: reason }),
  grant: () => grant,
  'propose-refusal': () => ({
    extent: 'full',
    article17: ['h'],
    statute: 'UU 14/2008',
    harmIfOpened: reason,
    harmIfClosed: reason,
    exemptUntil: null,
    testers: [{ name: 'Penguji', position: 'Kepala Bidang', unit: 'Dinas' }],
    explanation: reason,
    grant: null,
  }),
  return: () => ({ reason }),
  'answer-not-held': () => ({ holder: 'Dinas Pendidikan Provinsi Maluku' }),
  'answer-not-yet-held': () => ({ reason }),
  'answer-not-documented': () => ({ availableOn: '2026-12-20', reason }),
  'refuse-other': () => ({ law: 'UU 43/2009', reason }),
  'record-payment': () => ({ amount: 5_000, method: 'cash' }),
  deliver: () => ({ channel: 'pickup', deliveredOn: '2026-11-24' }),
  withdraw: () => ({ reason, fileId: noFile }),
  'record-data-request': () => ({ right: 'correction' }),
  'notify-incident': () => ({
    affected: ['address'],
    happenedOn: '2026-11-24',
    cause: 'sent',
    measures: ['recalled'],
  }),
  object: () => ({ grounds: ['b'], story: reason, channel: 'counter' }),
  paper: () => ({
    grounds: ['b'],
    story: reason,
    channel: 'counter',
    requester: { kind: 'individual', name: 'Orang Contoh', address: 'Jalan Contoh 1, Ambon' },
  }),
  open: () => ({ reason }),
  'let-end': () => ({ reason }),
  'record-posting': () => ({ mail: 'answered', way: 'post', sentOn: '2026-11-24' }),
  'sign-letter': () => ({ letterId: noFile, signedFileId: noFile }),
  disputes: () => ({
    objectionNumber: 'AMBON-K-2026-000001',
    commissionNumber: '001/REG-PSI/2026',
    filedOn: '2026-11-24',
  }),
  'mediation-agreed': () => ruling,
  ruling: () => ruling,
  'suit-filed': () => ({ filedOn: '2026-11-24' }),
  'cassation-filed': () => ({ filedOn: '2026-11-24' }),
  'court-ruling': () => ruling,
  'cassation-ruling': () => ruling,
  'carry-out': () => ({ explanation: reason, fileIds: [] }),
  split: () => ({
    children: [{ agency: 'disdik', informationRequested: 'Rincian belanja sekolah tahun 2025' }],
  }),
  group: () => ({ caseIds: [noFile], reason }),
  reply: () => ({
    outcome: 'inadmissible',
    reasons: reason,
    order: null,
  }),
  delegate: (staffId) => ({ staffId }),
  settle: () => ({ record: reason }),
  ungroup: () => ({ reason }),
  message: () => ({ text: reason }),
  note: () => ({ text: reason }),
};
