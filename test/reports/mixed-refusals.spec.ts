import { parse } from 'csv-parse/sync';
import { FULL, refusalCase } from '../refusals/office.js';
import { useApp } from '../support/app.js';

/* One item exempt (art. 17), one refused by another rule: both reasons are told (PerKI 1/2021 art. 57, Lampiran VIII). */
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const RULE = 'UU 14/2008 Pasal 6 ayat (2)';

interface WithItems {
  readonly items: readonly { readonly id: string }[];
}

it('keeps every reason of a mixed refusal in register, filter and report', async () => {
  const { filed, id, officer, superior } = await refusalCase(app);
  const split = (await app.mustAct(officer, id, 'itemise', {
    items: [{ text: 'Daftar nama penduduk' }, { text: 'Daftar yang harus disusun baru' }],
  })) as unknown as WithItems;
  const [names = '', list = ''] = split.items.map((item) => item.id);
  await app.mustAct(officer, id, 'propose-refusal', { ...FULL, itemIds: [names] });
  await app.mustAct(officer, id, 'refuse-other', {
    law: RULE,
    reason: 'Daftar itu belum ada dan harus disusun baru.',
    itemIds: [list],
  });
  await app.mustAct(superior, id, 'consent');

  const supervisor = await app.signIn('supervisor');
  const page = await supervisor.page('/pengawas/register');
  const download = await supervisor.submit('/pengawas/register/unduh', {
    _csrf: /name="_csrf" value="([^"]+)"/u.exec(page.text)?.[1] ?? '',
    tujuan: 'Lampiran laporan layanan untuk Komisi Informasi',
  });
  const rows: readonly Readonly<Record<string, string>>[] = parse(download.text, {
    columns: true,
    bom: true,
    delimiter: ';',
  });
  const reason = rows.find((row) => row['No'] === filed.registerNumber)?.['Alasan Penolakan'];
  expect(reason).toContain('Pasal 17 huruf h, j');
  expect(reason).toContain(RULE);
  for (const wanted of ['h', 'j', 'other']) {
    const { text } = await supervisor.page(`/pengawas/register?alasan=${wanted}`);
    expect([wanted, text.includes(filed.registerNumber)]).toEqual([wanted, true]);
  }
  const none = await supervisor.page('/pengawas/register?alasan=a');
  expect(none.text).not.toContain(filed.registerNumber);
  const report = await supervisor.page('/pengawas/laporan?tahun=2026');
  expect(report.text).toMatch(/alasan=other[^"]*">1<\/a>/u);
});
