import type { TestApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import type { Answer, HttpClient, Problem } from '../support/http-client.js';

/** A case at an agency, with the people who decide on a refusal. */
export interface RefusalCase {
  readonly filed: FiledRequest;
  readonly id: string;
  readonly officer: HttpClient;
  readonly superior: HttpClient;
}

export async function refusalCase(app: TestApp, agency = 'disdukcapil'): Promise<RefusalCase> {
  const filed = await app.fileRequest({
    agency,
    informationRequested: 'Daftar nama, NIK, dan alamat penduduk RT 003 RW 05 Kelurahan Ahusen',
  });
  // Whatever a new case sets off by itself is done before anything is counted.
  await app.sweep();
  return {
    filed,
    id: await app.caseId(filed.registerNumber),
    officer: await app.signIn('officer', agency),
    superior: await app.signIn('superior'),
  };
}

/** A proposal with every part that the law asks for. */
export const FULL = {
  extent: 'full',
  article17: ['j', 'h'],
  statute: 'UU 23/2006 jo. UU 24/2013, pasal 84 dan 95A',
  harmIfOpened: 'Identitas warga dapat disalahgunakan untuk membuka rekening atau pinjaman.',
  harmIfClosed: 'Warga terlindungi; jumlah penduduk per RT tetap terbuka.',
  exemptUntil: null,
  testers: [
    { name: 'Nurul Contoh', position: 'Analis kependudukan', unit: 'Bidang Pencatatan Sipil' },
    { name: 'Ferdinand Contoh', position: 'Perancang peraturan', unit: 'Bagian Hukum' },
  ],
  explanation: 'Jumlah penduduk per RT tidak dikecualikan.',
  grant: null,
} as const;

export const PARTIAL = {
  ...FULL,
  extent: 'partial',
  information: 'Kolom nama, NIK, dan alamat',
  grant: { form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, provideOn: '2026-12-04', fileIds: [] },
} as const;

/** Status and stable code of a refusal. */
export function noOf(answer: Answer<unknown>): readonly [number, string | undefined] {
  return [answer.status, (answer.body as Problem).code];
}
