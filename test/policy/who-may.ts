/**
 * Who may do what, written down a second time from contract.md (sections 3 and 4) and not from the program's own
 * table: the two must agree. `officer` = of the agency that holds the case.
 */
export type Role = 'desk' | 'officer' | 'supervisor' | 'superior' | 'admin';

export interface Expectation {
  /** `all` = without a session too. */
  readonly who: 'all' | readonly Role[];
  /** Asks for one case: foreign and missing cases are one 404. */
  readonly onCase: boolean;
  /** Who may enter the room at all, where that are fewer than may read a case elsewhere. */
  readonly room?: readonly Role[];
}

const everybody: Expectation = { who: 'all', onCase: false };
const roles = (...who: Role[]): Expectation => ({ who, onCase: false });
const onCase = (...who: Role[]): Expectation => ({ who, onCase: true });

export const READERS: readonly Role[] = ['desk', 'officer', 'supervisor', 'superior'];
const OVERSIGHT: readonly Role[] = ['supervisor', 'superior'];
const STAFF: readonly Role[] = [...READERS, 'admin'];

/** contract.md section 3, the table of actions. */
const CASE_ACTS: Readonly<Record<string, readonly Role[]>> = {
  'declare-complete': ['desk', 'officer'],
  'declare-incomplete': ['desk', 'officer'],
  'accept-late-repair': ['desk'],
  // Papers shown at the counter name the person.
  complete: ['desk'],
  assign: ['desk', 'supervisor'],
  'hand-back': ['officer'],
  claim: ['officer', 'desk'],
  'name-holder': ['officer', 'desk', 'supervisor'],
  'verify-identity': ['desk'],
  itemise: ['desk', 'officer'],
  'request-material': ['officer'],
  'receive-material': ['officer', 'desk'],
  remind: ['desk', 'supervisor'],
  extend: ['officer', 'desk'],
  grant: ['officer', 'desk'],
  'propose-refusal': ['officer', 'desk'],
  consent: ['superior'],
  return: ['superior'],
  'answer-not-held': ['officer', 'desk'],
  'answer-not-yet-held': ['officer', 'desk'],
  'answer-not-documented': ['officer', 'desk'],
  'refuse-other': ['officer', 'desk'],
  'record-payment': ['desk', 'officer'],
  deliver: ['desk', 'officer'],
  withdraw: ['desk'],
  // What came on paper is the desk's to enter.
  object: ['desk'],
  // A letter names the person, so its signed copy is the desk's.
  'sign-letter': ['desk'],
  'record-posting': ['desk'],
  'record-data-request': ['desk'],
  'notify-incident': ['desk'],
  undo: ['officer', 'desk', 'superior'],
  split: ['desk'],
  group: ['desk'],
  ungroup: ['desk'],
  message: ['desk', 'officer'],
  note: ['desk', 'officer'],
};

/** The same acts as forms, by the last word of their address. */
const CASE_FORMS: Readonly<Record<string, readonly Role[]>> = {
  verifikasi: ['desk', 'officer'],
  lengkapi: ['desk'],
  tugaskan: ['desk', 'supervisor'],
  teruskan: ['desk', 'supervisor'],
  kembalikan: ['officer'],
  pemegang: ['officer', 'desk', 'supervisor'],
  identitas: ['desk'],
  'bebas-identitas': ['desk'],
  ingatkan: ['desk', 'supervisor'],
  pecah: ['desk'],
  gabung: ['desk'],
  'keluar-gabungan': ['desk'],
  perpanjang: ['officer', 'desk'],
  rincian: ['desk', 'officer'],
  'minta-bahan': ['officer'],
  'terima-bahan': ['officer', 'desk'],
  jawab: ['officer', 'desk'],
  serahkan: ['desk', 'officer'],
  bayar: ['desk', 'officer'],
  cabut: ['desk'],
  keberatan: ['desk'],
  surat: ['desk'],
  'data-pribadi': ['desk'],
  insiden: ['desk'],
  pesan: ['desk', 'officer'],
  catatan: ['desk', 'officer'],
  // The receipt names the person.
  'tanda-bukti': ['desk'],
  berkas: READERS,
};

/** Acts on one objection: the superior's, the desk's, the officer's of the agency that holds the request. */
const OBJECTION_ACTS: Readonly<Record<string, readonly Role[]>> = {
  reply: ['superior'],
  delegate: ['superior'],
  settle: ['superior', 'desk'],
  withdraw: ['desk'],
  'carry-out': ['officer', 'desk'],
};

const API: Readonly<Record<string, Expectation>> = {
  'POST /api/v1/calendar/decrees': roles('admin'),
  'POST /api/v1/calendar/decrees/:id/apply': roles('admin'),
  'POST /api/v1/requests': everybody,
  'POST /api/v1/files': everybody,
  'POST /api/v1/objections': everybody,
  'GET /api/v1/working-days': everybody,
  'POST /api/v1/routing/suggestions': everybody,
  'POST /api/v1/session': everybody,
  'DELETE /api/v1/session': everybody,
  'GET /api/openapi.json': everybody,
  'GET /api/v1/cases': roles(...READERS),
  'POST /api/v1/cases': roles('desk'),
  'GET /api/v1/cases/:id': onCase(...READERS),
  'POST /api/v1/objections/paper': roles('desk'),
  'GET /api/v1/objections': roles(...READERS),
  'GET /api/v1/objections/:id': onCase(...READERS),
  'GET /api/v1/disputes': roles('desk', 'supervisor'),
  'POST /api/v1/disputes': roles('desk', 'supervisor'),
};

/** Section 4, *Who may open what*; the most particular beginning decides. */
const PAGES: readonly (readonly [RegExp, Expectation])[] = [
  [/^\/petugas\/(masuk|keluar|lupa-sandi)$/u, everybody],
  [/^\/petugas\/(profil|sesi)(\/|$)/u, roles(...STAFF)],
  // A mail that came back is the desk's to enter, and to send again.
  [/^\/petugas\/tugas\/(kembali|:id\/kirim-lagi)$/u, roles('desk')],
  [/^\/petugas\/(sengketa|pengecualian)(\/|$)/u, roles('desk')],
  // A letter to print names the person.
  [/^\/petugas\/tugas\/:id\/cetak(\/|$)/u, roles('desk')],
  [/^\/petugas\/kasus\/baru(\/|$)/u, roles('desk')],
  // The form of an objection names the person.
  [/^\/petugas\/keberatan\/(baru|:id\/formulir\.pdf|:id\/berkas\/:file)$/u, roles('desk')],
  [/^\/petugas\/kasus\/:id(\/|$)/u, onCase('desk', 'officer')],
  [/^\/petugas(\/|$)/u, roles('desk', 'officer')],
  [/^\/pengawas\/(persetujuan|keberatan|pengecualian)(\/|$)/u, roles('superior')],
  [/^\/pengawas(\/ringkasan\.csv)?$/u, roles('supervisor', 'superior')],
  [/^\/pengawas\/kasus(\/|$)/u, roles('supervisor', 'superior')],
  [/^\/pengawas(\/|$)/u, roles('supervisor')],
  [/^\/admin(\/|$)/u, roles('admin')],
];

/** What the contract says about a route; null = it says nothing, and the spec asks somebody to decide. */
export function expectationOf(method: string, path: string): Expectation | null {
  const api = API[`${method} ${path}`];
  if (api !== undefined) return api;
  if (path.startsWith('/api/v1/tracking')) return everybody;
  const act = /^\/api\/v1\/cases\/:id\/([a-z-]+)$/u.exec(path)?.[1];
  if (act !== undefined) {
    const who = CASE_ACTS[act];
    return who === undefined ? null : onCase(...who);
  }
  const onObjection = /^\/api\/v1\/objections\/:id\/([a-z-]+)$/u.exec(path)?.[1];
  if (onObjection !== undefined) {
    const who = OBJECTION_ACTS[onObjection];
    return who === undefined ? null : onCase(...who);
  }
  if (/^\/api\/v1\/cases\/:id\/files\/:\w+$/u.test(path)) return onCase(...READERS);
  // "Disputes are the desk's or the supervisor's."
  if (path.startsWith('/api/v1/disputes/:id')) return roles('desk', 'supervisor');
  // The desk reviews an exemption; a new term needs the superior's consent.
  if (path === '/api/v1/exemptions/:id') return roles('desk', 'superior');
  if (/^\/api\/v1\/exemptions\/:id\/(consent|return)$/u.test(path)) return roles('superior');
  if (path.startsWith('/api/v1/exemptions/:id/')) return roles('desk');
  if (path.startsWith('/api/')) return null;
  const inOversight = /^\/pengawas\/kasus\/:id(?:\/([a-z-]+))?$/u.exec(path);
  if (inOversight !== null) {
    const who: readonly Role[] = inOversight[1] === undefined ? OVERSIGHT : ['supervisor'];
    return { who, onCase: true, room: OVERSIGHT };
  }
  const form = /^\/petugas\/kasus\/:id\/([a-z-]+)(\/|$)/u.exec(path)?.[1];
  if (form !== undefined) {
    const who = CASE_FORMS[path.endsWith('/bebas-identitas') ? 'bebas-identitas' : form];
    return who === undefined ? null : onCase(...who);
  }
  // The lists of /pengawas lead to the one page of a case; what may be done on it is asked act by act.
  if (path === '/petugas/kasus/:id' && method === 'GET') return onCase(...READERS);
  const page = PAGES.find(([start]) => start.test(path));
  if (page !== undefined) return page[1];
  return everybody;
}
