import { useApp } from '../support/app.js';
import type { CaseDetail } from '../support/answers.js';
import { variants } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields, submitAct } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const officer = (): ReturnType<typeof app.signIn> => app.signIn('officer', 'disdik');

interface WithItems extends CaseDetail {
  readonly outcome: string | null;
  readonly items: readonly { readonly id: string }[];
}

async function file(items: readonly string[]): Promise<{ id: string; itemIds: readonly string[] }> {
  const body = { items: items.map((text) => ({ text })) } as Parameters<typeof app.fileRequest>[0];
  const filed = await app.fileRequest(body);
  await app.sweep();
  const id = await app.caseId(filed.registerNumber);
  const detail = (await app.readCase(await officer(), id)) as unknown as WithItems;
  return { id, itemIds: detail.items.map((item) => item.id) };
}

/** The words of a page, without its tags. */
const wordsOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]*>/gu, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/[\s\u00a0]+/gu, ' ');

async function preview(id: string, tab = ''): Promise<{ words: string; send: () => Promise<number> }> {
  const staff = await officer();
  const { text, status } = await staff.page(`/petugas/kasus/${id}/jawab/4${tab}`);
  expect(status).toBe(200);
  const send = async (): Promise<number> =>
    (await staff.submit(`/petugas/kasus/${id}/jawab/5`, hiddenFields(text, 'jawab/5'))).status;
  return { words: wordsOf(text), send };
}

const GRANT = { form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, provideOn: '2026-12-04' };

describe('the answer before it is sent', () => {
  it('shows with the last item the letter on all of them, its files, and what the request becomes', async () => {
    const { id, itemIds } = await file(['Dana BOS', 'Data guru SMA', 'Laporan 2026']);
    const staff = await officer();
    const upload = await staff.upload(sampleFiles.pdf('rekap'), 'rekap-bos.pdf', 'application/pdf');
    const explanation = 'Rekap per sekolah.';
    const given = { ...GRANT, itemIds: [itemIds[0]], fileIds: [upload.body.fileId], explanation };
    await app.mustAct(staff, id, 'grant', given);
    await submitAct(staff, id, 'jawab/1', { keputusan: 'not-held', butir: itemIds[1] ?? '' });
    await submitAct(staff, id, 'jawab/2', { penguasa: 'Dinas Pendidikan Provinsi Maluku' });
    const second = await preview(id);
    expect(second.words).toContain('Masih ada 1 butir');
    expect(second.words).toContain('Status menjadi Sedang diproses');
    expect(second.words).not.toContain('Begitu dikirim, surat terbit');
    expect(await second.send()).toBe(303);
    const between = wordsOf((await staff.page(`/petugas/kasus/${id}?selesai=jawab`)).text);
    expect(between).toContain('Keputusan tersimpan. Surat dikirim bersama butir terakhir');

    await submitAct(staff, id, 'jawab/1', { keputusan: 'not-documented' });
    const date = { hari: '1', bulan: '2', tahun: '2027' };
    await submitAct(staff, id, 'jawab/2', { ...date, penjelasan: 'Masih disusun.' });
    const last = await preview(id);
    expect(last.words).toContain('Status menjadi Menunggu penyerahan');
    expect(last.words).toContain('Hasil diberikan sebagian');
    expect(last.words).toContain('Berkas (1)');
    expect((await preview(id, '?lihat=berkas')).words).toContain('rekap-bos.pdf');
    expect(last.words).not.toContain('Informasi diberikan seluruhnya');
    for (const said of [
      'Informasi diberikan sebagian',
      '[ ] seluruhnya [x] sebagian',
      'Dikuasai oleh Dinas Pendidikan Kota Ambon',
      'Dana BOS Softcopy Seluruhnya 0',
      '[x] Kami: nomor 1, 3 [x] Badan Publik lain, yaitu Dinas Pendidikan Provinsi Maluku: nomor 2',
      '[x] Softcopy (termasuk rekaman) [ ] Hardcopy/salinan tertulis',
      'Jumlah: Rp0 (nol rupiah)',
      'Cara pembayaran Tidak ada biaya',
      'Tidak ada bagian yang dihitamkan atau dikaburkan.',
      'Nomor 2 Data guru SMA',
      '[x] Informasi yang diminta belum didokumentasikan: nomor 3',
      'Nomor 3 Laporan 2026 Masih disusun.',
      'sampai Senin, 1 Februari 2027',
      explanation,
    ])
      expect(last.words).toContain(said);

    expect(await last.send()).toBe(303);
    const done = (await app.readCase(staff, id)) as unknown as WithItems;
    expect([done.status, done.outcome]).toEqual(['granted_open', 'granted_partial']);
    const [letter] = await app.sql<{ facts: { granted: Record<string, unknown> } }>(
      'SELECT facts FROM letters WHERE case_id = $1',
      [id],
    );
    // What the PDF prints of the grant was on the page, word for word.
    const { means, providedBy } = letter?.facts.granted as {
      means: string;
      providedBy: { weekdayLong: string };
    };
    expect(last.words).toContain(means);
    expect(last.words).toContain(providedBy.weekdayLong);
  });

  it('says that the superior comes first where an item before it is exempt', async () => {
    const { id, itemIds } = await file(['Dana BOS', 'Daftar alamat rumah murid']);
    const staff = await officer();
    await app.mustAct(staff, id, 'propose-refusal', {
      itemIds: [itemIds[1]],
      extent: 'full',
      article17: ['h'],
      statute: 'UU 27/2022 Pasal 4',
      harmIfOpened: 'Alamat rumah murid tersebar.',
      harmIfClosed: 'Masyarakat tidak mengetahui sebarannya.',
      exemptUntil: null,
      testers: [{ name: 'Maria Contoh', position: 'Analis', unit: 'Dinas Pendidikan' }],
      explanation: 'Rahasia pribadi murid.',
    });
    await submitAct(staff, id, 'jawab/1', { keputusan: 'not-held' });
    await submitAct(staff, id, 'jawab/2', { penguasa: 'Dinas Pendidikan Provinsi Maluku' });
    const last = await preview(id);
    expect(last.words).toContain('Status menjadi Menunggu Atasan');
    expect(last.words).toContain('Ajukan ke Atasan PPID');
    expect(last.words).toContain('RANCANGAN. Belum disetujui Atasan PPID');
    expect(last.words).not.toContain('Begitu dikirim, surat terbit');
    expect(last.words).toContain('Rahasia pribadi murid.');
    expect(await last.send()).toBe(303);
    expect((await app.readCase(staff, id)).status).toBe('consent_pending');
    const done = wordsOf((await staff.page(`/petugas/kasus/${id}?selesai=jawab`)).text);
    expect(done).toContain('diajukan kepada Atasan PPID');
  });

  it('promises no mail to somebody who has none', async () => {
    const filed = await app.fileRequest(variants.withoutMail());
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const staff = await officer();
    await app.mustAct(staff, id, 'extend', {
      reasons: ['statusUndecided'],
      explanation: 'Dua bidang terkait.',
    });
    const extended = wordsOf((await staff.page(`/petugas/kasus/${id}?selesai=perpanjang`)).text);
    expect(extended).toContain('Surat perpanjangan terbit. Pemohon tidak memakai email');
    await submitAct(staff, id, 'jawab/1', { keputusan: 'not-yet-held' });
    await submitAct(staff, id, 'jawab/2', { penjelasan: 'Laporan belum masuk.', 'nomor-surat': '55/X/2026' });
    const { words, send } = await preview(id);
    expect(words).toContain('Pemohon dikabari surat yang dicetak, halaman lacak');
    expect(words).toContain('jawaban dihitung sejak surat itu berangkat');
    expect(words).not.toContain('email berangkat');
    expect(words).not.toContain('Email ke pemohon');
    expect(words).toContain('Nomor, tanggal surat 55/X/2026,');
    expect(await send()).toBe(303);
    const done = wordsOf((await staff.page(`/petugas/kasus/${id}?selesai=jawab`)).text);
    expect(done).toContain('jawaban dihitung sejak meja PPID mencatat pengirimannya');
    expect(done).not.toContain('pemohon dikabari');
  });

  it('says of a part of a split request that its letter is the one on all parts', async () => {
    const filed = await app.fileRequest();
    await app.sweep();
    const whole = await app.caseId(filed.registerNumber);
    const children = ['disdik', 'disdukcapil'].map((agency) => ({
      agency,
      informationRequested: `Jumlah murid menurut ${agency} tahun 2025`,
    }));
    await app.mustAct(await app.signIn('desk'), whole, 'split', { children });
    const id = await app.caseId(`${filed.registerNumber}/1`);
    const staff = await officer();
    await submitAct(staff, id, 'jawab/1', { keputusan: 'not-yet-held' });
    await submitAct(staff, id, 'jawab/2', { penjelasan: 'Laporan belum masuk.' });
    const { words, send } = await preview(id);
    expect(words).toContain('Pemohon dikabari setelah semua bagian dijawab');
    expect(words).toContain('digabungkan dengan bagian instansi lain menjadi satu surat');
    expect(words).not.toContain('Keberatan sampai Sen');
    expect(await send()).toBe(303);
    const done = wordsOf((await staff.page(`/petugas/kasus/${id}?selesai=jawab`)).text);
    expect(done).toContain('Surat gabungan terbit begitu semua bagian dijawab');
    expect((await app.track(filed)).documents).toEqual([]);
  });

  it('names sheets, tariff and the waiting payment of a copy, as the letter does', async () => {
    const filed = await app.fileRequest(variants.onPaper());
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const staff = await officer();
    await submitAct(staff, id, 'jawab/1', { keputusan: 'granted' });
    const content = { bentuk: 'hardcopy', hari: '9', bulan: 'Des', tahun: '2026', lembar: '3', rangkap: '2' };
    const open = await submitAct(staff, id, 'jawab/2', { ...content, 'biaya-salinan': '' });
    expect(open.status).toBe(422);
    expect(wordsOf(open.text)).toContain(
      'Tulis biaya salinan, menurut tarif kota Rp3.000, atau 0 bila gratis',
    );
    expect((await submitAct(staff, id, 'jawab/2', { ...content, 'biaya-salinan': '0' })).status).toBe(303);
    // A Saturday: said, not refused.
    await submitAct(staff, id, 'jawab/2', { ...content, hari: '5', 'biaya-salinan': '0' });
    expect((await preview(id)).words).toContain(
      'Sabtu, 5 Desember 2026 bukan hari kerja, dan loket tutup. Hari kerja sebelumnya Jumat, 4 Desember, sesudahnya Senin, 7 Desember.',
    );
    await submitAct(staff, id, 'jawab/2', { ...content, 'biaya-salinan': '3.000', tunda: 'ya' });
    expect((await preview(id)).words).not.toContain('bukan hari kerja');
    const { words } = await preview(id);
    expect(words).toContain('Penyalinan: Rp500 × 3 lembar × 2 rangkap, Rp3.000');
    expect(words).toContain('hari kerja sejak biaya dibayar lunas');
    expect(words).toContain('Status menjadi Menunggu penyerahan');
  });
});
