import type { CaseDetail } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { variants } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields, submitAct } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const officer = (): ReturnType<typeof app.signIn> => app.signIn('officer', 'disdik');

async function file(): Promise<{ filed: Awaited<ReturnType<typeof app.fileRequest>>; id: string }> {
  const filed = await app.fileRequest();
  await app.sweep();
  return { filed, id: await app.caseId(filed.registerNumber) };
}

interface WithMaterials extends CaseDetail {
  readonly materials: readonly {
    readonly id: string;
    readonly dueOn: string;
    readonly answer: string | null;
  }[];
  readonly items: readonly { readonly text: string; readonly outcome: string | null }[];
}

const ASK = { from: 'Bidang Pembinaan SMP', text: 'Rekap Dana BOS tahun 2025 per sekolah' };

describe('material from another unit', () => {
  it('has its own day, stays unknown to the requester, and is recorded when it comes', async () => {
    const { filed, id } = await file();
    const staff = await officer();
    const before = JSON.stringify(await app.track(filed));
    const asked = (await app.mustAct(staff, id, 'request-material', ASK)) as unknown as WithMaterials;
    expect(asked.materials).toMatchObject([{ dueOn: '2026-12-03', answer: null }]);
    expect(asked.actions).toContain('receive-material');
    expect((await staff.page('/petugas?tampilan=menunggu-bahan')).text).toContain(id);
    expect(JSON.stringify(await app.track(filed))).toBe(before);

    const upload = await staff.upload(sampleFiles.pdf('rekap'), 'rekap.pdf', 'application/pdf');
    const materialId = asked.materials[0]?.id;
    const given = { materialId, answer: 'Rekap 9 sekolah terlampir.', fileIds: [upload.body.fileId] };
    const taken = (await app.mustAct(staff, id, 'receive-material', given)) as unknown as WithMaterials;
    expect(taken.materials).toMatchObject([{ answer: 'Rekap 9 sekolah terlampir.' }]);
    expect(taken.documents.map(({ kind }) => kind)).toContain('material');
    expect((await app.act(staff, id, 'receive-material', { answer: 'Lagi' })).status).toBe(409);
    expect((await staff.page('/petugas?tampilan=menunggu-bahan')).text).not.toContain(id);
    expect(JSON.stringify(await app.track(filed))).toBe(before);
  });

  it('refuses a day outside the reply term, a stranger, and a case that is answered', async () => {
    const { id } = await file();
    const staff = await officer();
    for (const dueOn of ['2026-11-23', '2026-12-09', 'besok'])
      expect((await app.act(staff, id, 'request-material', { ...ASK, dueOn })).status).toBe(422);
    expect((await app.act(await app.signIn('desk'), id, 'request-material', ASK)).status).toBe(403);
    const other = await app.signIn('officer', 'disdukcapil');
    const foreign = { ...ASK, version: 1 };
    expect((await app.act(other, id, 'request-material', foreign)).status).toBe(404);
    expect((await app.act(staff, id, 'receive-material', { answer: 'Tanpa permintaan' })).status).toBe(409);
    await app.mustAct(staff, id, 'answer-not-yet-held', { reason: 'Laporan belum masuk.' });
    const late = await app.act(staff, id, 'request-material', ASK);
    expect([late.status, (late.body as unknown as { code: string }).code]).toEqual([409, 'already-answered']);
    expect(await app.sql('SELECT 1 FROM material_requests WHERE case_id = $1', [id])).toEqual([]);
  });

  it('works as pages without script and reminds the office when the day passes', async () => {
    const { filed, id } = await file();
    const staff = await officer();
    const page = await staff.page(`/petugas/kasus/${id}/minta-bahan`);
    expect(page.text).toContain('Pemohon tidak diberi tahu');
    expect((await submitAct(staff, id, 'minta-bahan', { dari: 'x' })).status).toBe(422);
    const day = { hari: '27', bulan: 'Nov', tahun: '2026' };
    const sent = await submitAct(staff, id, 'minta-bahan', { dari: ASK.from, teks: ASK.text, ...day });
    expect(sent).toMatchObject({ status: 303, location: `/petugas/kasus/${id}?selesai=minta-bahan` });
    await app.passTo('2026-11-30T09:00:00+09:00');
    const { email } = app.account('officer', 'disdik');
    const mails = await app.mails(email);
    expect(
      mails.some(({ subject }) => subject.includes(filed.registerNumber) && subject.includes('bahan')),
    ).toBe(true);
    const shown = await app.readCase(staff, id);
    expect(shown.timeline.map(({ event }) => event)).toContain('material-overdue');
    expect((await submitAct(staff, id, 'terima-bahan', { teks: '' })).status).toBe(422);
    expect((await submitAct(staff, id, 'terima-bahan', { teks: 'Rekap diterima.' })).status).toBe(303);
    expect((await staff.page(`/petugas/kasus/${id}/terima-bahan`)).status).toBe(409);
  });
});

describe('the question in items, as a page', () => {
  it('splits, keeps what was typed while fields are added, and stops once an item is decided', async () => {
    const { id } = await file();
    const staff = await officer();
    const more = await submitAct(staff, id, 'rincian', { butir: 'Satu hal', tambah: 'ya' });
    expect(more.text).toContain('Satu hal');
    expect((await submitAct(staff, id, 'rincian', { butir: '' })).status).toBe(422);
    expect((await submitAct(staff, id, 'rincian', { butir: 'Satu hal saja' })).status).toBe(303);
    const detail = (await app.readCase(staff, id)) as unknown as WithMaterials;
    expect(detail.items).toMatchObject([{ text: 'Satu hal saja', outcome: null }]);
    const split = await app.mustAct(staff, id, 'itemise', {
      items: [{ text: 'Butir A' }, { text: 'Butir B' }],
    });
    const [first] = (split as unknown as { items: { id: string }[] }).items;
    await app.mustAct(staff, id, 'answer-not-yet-held', { itemIds: [first?.id], reason: 'Belum masuk.' });
    expect((await staff.page(`/petugas/kasus/${id}/rincian`)).status).toBe(409);
  });
});

describe('an answer item by item, as pages', () => {
  it('sends one notice with the last item, and lets the requester copy what lies elsewhere', async () => {
    const { filed, id } = await file();
    const staff = await officer();
    const split = await app.mustAct(staff, id, 'itemise', {
      items: [{ text: 'Guru SMA' }, { text: 'Arsip' }],
    });
    const [sma] = (split as unknown as { items: { id: string }[] }).items;
    const send = async (): Promise<number> => {
      const preview = await staff.page(`/petugas/kasus/${id}/jawab/4`);
      expect(preview.status).toBe(200);
      return (await staff.submit(`/petugas/kasus/${id}/jawab/5`, hiddenFields(preview.text, 'jawab/5')))
        .status;
    };
    await submitAct(staff, id, 'jawab/1', { keputusan: 'not-held', butir: sma?.id ?? '' });
    await submitAct(staff, id, 'jawab/2', { penguasa: 'Dinas Pendidikan Provinsi Maluku' });
    expect((await staff.page(`/petugas/kasus/${id}/jawab/4`)).text).toContain('Masih ada 1 butir');
    expect(await send()).toBe(303);
    expect((await staff.page(`/petugas/kasus/${id}`)).text).toContain('belum diputus');
    expect((await staff.page(`/petugas/kasus/${id}/jawab/1`)).text).toContain('tidak dikuasai');
    await submitAct(staff, id, 'jawab/1', { keputusan: 'refuse-other' });
    expect((await submitAct(staff, id, 'jawab/2', { penjelasan: 'Arsip tertutup.' })).status).toBe(422);
    const exempt = { peraturan: 'Pasal 17 huruf h UU KIP', penjelasan: 'Rahasia pribadi.' };
    const turnedAway = await submitAct(staff, id, 'jawab/2', exempt);
    expect(turnedAway.status).toBe(422);
    expect(turnedAway.text).toContain('lewat uji konsekuensi dengan persetujuan Atasan PPID');
    const content = { peraturan: 'UU 43/2009 Pasal 44', penjelasan: 'Arsip tertutup selama 25 tahun.' };
    expect((await submitAct(staff, id, 'jawab/2', content)).status).toBe(303);
    expect(await send()).toBe(303);
    await app.sweep();
    expect(await app.track(filed)).toMatchObject({
      status: 'closed_refused',
      items: [
        { number: 1, text: 'Guru SMA', outcome: 'not_held' },
        { number: 2, text: 'Arsip', outcome: 'refused_other' },
      ],
    });
  });
});

describe('a printed copy, as pages', () => {
  it('names sheets and the waiting payment, and the number of the parcel', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest(variants.onPaper());
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const staff = await officer();
    await submitAct(staff, id, 'jawab/1', { keputusan: 'granted' });
    const content = { bentuk: 'hardcopy', hari: '9', bulan: 'Des', tahun: '2026', lembar: '3', rangkap: '1' };
    const wrong = { ...content, lembar: 'tiga', 'biaya-salinan': '1.500' };
    const refused = await submitAct(staff, id, 'jawab/2', wrong);
    expect([refused.status, refused.text.includes('Tulis jumlah lembar')]).toEqual([422, true]);
    const right = { ...content, 'biaya-salinan': '1.500', tunda: 'ya' };
    expect((await submitAct(staff, id, 'jawab/2', right)).status).toBe(303);
    const preview = await staff.page(`/petugas/kasus/${id}/jawab/4`);
    const sent = await staff.submit(`/petugas/kasus/${id}/jawab/5`, hiddenFields(preview.text, 'jawab/5'));
    expect(sent.status).toBe(303);
    const rows = await app.sql(
      'SELECT sheets, sheet_tariff, pauses_for_payment FROM item_decisions WHERE case_id = $1',
      [id],
    );
    expect(rows).toEqual([{ sheets: 3, sheet_tariff: 500, pauses_for_payment: true }]);
    expect((await submitAct(staff, id, 'bayar', { jumlah: '1500', cara: 'cash' })).status).toBe(303);
    const parcel = { cara: 'post', 'nomor-kiriman': 'RR123456789ID' };
    expect(
      (await submitAct(staff, id, 'serahkan', { ...parcel, hari: '24', bulan: '11', tahun: '2026' })).status,
    ).toBe(303);
    expect((await staff.page(`/petugas/kasus/${id}`)).text).toContain('Nomor kiriman RR123456789ID');
  });
});
