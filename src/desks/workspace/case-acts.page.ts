import type { CaseRow } from '../../cases/requests/case-row.js';
import type { PartLink } from '../../platform/views/parts/date-block.js';
import type { Texts } from '../../platform/views/texts.js';
import type { CaseAction } from './lawful-actions.js';

/** Pages of acts below `/petugas/kasus/{id}/`. */
export type ActPage =
  | 'verifikasi'
  | 'lengkapi'
  | 'lengkapi/loket'
  | 'tugaskan'
  | 'kembalikan'
  | 'pecah'
  | 'gabung'
  | 'rincian'
  | 'minta-bahan'
  | 'terima-bahan'
  | 'perpanjang'
  | 'jawab/1'
  | 'serahkan'
  | 'bayar'
  | 'pesan'
  | 'catatan'
  | 'cabut'
  | 'keberatan'
  | 'pemegang'
  | 'ingatkan'
  | 'data-pribadi'
  | 'insiden';

const PAGES: Readonly<Record<CaseAction, ActPage | null>> = {
  'declare-complete': 'verifikasi',
  'declare-incomplete': 'verifikasi',
  'accept-late-repair': 'lengkapi',
  complete: 'lengkapi/loket',
  'verify-identity': null,
  assign: 'tugaskan',
  'hand-back': 'kembalikan',
  split: 'pecah',
  group: 'gabung',
  claim: 'pemegang',
  'name-holder': 'pemegang',
  itemise: 'rincian',
  'request-material': 'minta-bahan',
  'receive-material': 'terima-bahan',
  extend: 'perpanjang',
  grant: 'jawab/1',
  'answer-not-held': 'jawab/1',
  'answer-not-yet-held': 'jawab/1',
  'answer-not-documented': 'jawab/1',
  'refuse-other': 'jawab/1',
  'propose-refusal': 'jawab/1',
  consent: null,
  return: null,
  'record-payment': 'bayar',
  deliver: 'serahkan',
  withdraw: 'cabut',
  object: 'keberatan',
  'sign-letter': null,
  'record-posting': null,
  remind: 'ingatkan',
  message: 'pesan',
  note: 'catatan',
  'record-data-request': 'data-pribadi',
  'notify-incident': 'insiden',
};

/** Far from the acts on the request: what stays in the office, and what seldom happens. */
const QUIET: readonly ActPage[] = [
  'catatan',
  'pemegang',
  'ingatkan',
  'keberatan',
  'cabut',
  'data-pribadi',
  'insiden',
];

/** The one filled button, the other acts on the request, and the quiet ones below. */
export interface CaseActs {
  readonly primary: PartLink | null;
  readonly others: readonly PartLink[];
  readonly quiet: readonly PartLink[];
}

/** Which act is the next one by the state of the case; null when nothing is to be done, or not by this person. */
export function primaryPage(row: CaseRow, actions: readonly CaseAction[]): ActPage | null {
  const order: readonly CaseAction[] =
    row.status === 'received' && row.agency_code !== null
      ? ['declare-complete']
      : ['assign', 'record-payment', 'deliver', 'accept-late-repair', 'grant', 'declare-complete'];
  const wanted = row.agency_code === null ? order : order.filter((action) => action !== 'assign');
  const found = wanted.find((action) => actions.includes(action));
  return found === undefined ? null : PAGES[found];
}

/** Acts as links, each to its own page; `query` remembers the view the case was opened from. */
export function caseActs(
  texts: Texts,
  row: CaseRow,
  actions: readonly CaseAction[],
  query: string,
): CaseActs {
  const primary = primaryPage(row, actions);
  const pages = [...new Set(actions.flatMap((action) => PAGES[action] ?? []))];
  const link = (page: ActPage): PartLink => {
    // What an agency holds is forwarded, not assigned.
    const slug = page === 'tugaskan' && row.agency_code !== null ? 'teruskan' : page;
    return {
      href: `/petugas/kasus/${row.id}/${slug}${query}`,
      text: texts.t(`workspace.acts.${slug.replace('/1', '')}`),
    };
  };
  return {
    primary: primary === null ? null : link(primary),
    others: pages.filter((page) => page !== primary && !QUIET.includes(page)).map(link),
    quiet: QUIET.filter((page) => pages.includes(page)).map(link),
  };
}
