import type { Ruleset } from '../../src/law/ruleset.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus, type Problem } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { asLastDay, explainedOn, trackedPage } from './explained-page.js';
import { sampleFiles } from '../support/sample-files.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

/** A changed file, loaded by another process; the page of the rules looks for it. Resolves to its version. */
async function load(choices: Partial<Ruleset>): Promise<number> {
  const [row] = await app.sql<{ version: number }>(
    `INSERT INTO rule_sets (settings, effective_from, source_hash, loaded_at, loaded_by)
     VALUES ($1, (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date, '\\x00', tenggat_now(), 'spec') RETURNING version`,
    [JSON.stringify(choices)],
  );
  expect((await (await app.signIn('admin')).page('/admin/aturan')).status).toBe(200);
  return row?.version ?? 0;
}

async function idOf(filed: FiledRequest): Promise<string> {
  return app.caseId(filed.registerNumber);
}

async function versionOf(filed: FiledRequest): Promise<number> {
  const [row] = await app.sql<{ version: number }>(
    'SELECT rule_set_version AS version FROM cases WHERE register_number = $1',
    [filed.registerNumber],
  );
  return row?.version ?? 0;
}

async function dueOf(filed: FiledRequest): Promise<string | null> {
  return (await app.track(filed)).dueDate;
}

const EXTENSION = {
  reasons: ['statusUndecided'],
  explanation: 'Status dokumen masih diperiksa bersama bidang.',
};

describe('readings that move dates', () => {
  it('keep a case under the version it began with, through extension and window', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const before = await app.fileRequest();
    const version = await load({ firstDay: 'day-of-receipt', extensionBase: 'day-of-letter' });
    const after = await app.fileRequest();
    expect([before.dueDate, after.dueDate]).toEqual(['2026-12-08', '2026-12-07']);
    expect([await versionOf(before), await versionOf(after)]).toEqual([version - 1, version]);
    expect(after.completenessDueDate).toBe('2026-11-26');
    await app.mustAct(officer, await idOf(before), 'extend', EXTENSION);
    await app.setClock('2026-12-02T10:00:00+09:00');
    await app.mustAct(officer, await idOf(after), 'extend', EXTENSION);
    expect([await dueOf(before), await dueOf(after)]).toEqual(['2026-12-17', '2026-12-11']);
    await app.passTo('2026-12-18T00:00:01+09:00');
    expect((await app.track(before)).rights.objectionUntil).toBe('2027-02-03');
    expect((await app.track(after)).rights.objectionUntil).toBe('2027-01-28');
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('refuse an extension that adds nothing, and name what the safe date rests on (D3)', async () => {
    const officer = await app.signIn('officer', 'disdik');
    await load({ extensionBase: 'day-of-letter' });
    const filed = await app.fileRequest();
    const id = await idOf(filed);
    const early = await app.act(officer, id, 'extend', EXTENSION);
    expect([early.status, (early.body as unknown as Problem).code]).toEqual([409, 'extension-adds-nothing']);
    expect((await app.readCase(officer, id)).actions).not.toContain('extend');
    const page = `/petugas/kasus/${id}`;
    expect((await officer.page(page)).text).toContain('Perpanjangan hari ini tidak menambah waktu');
    await app.setClock('2026-12-08T10:00:00+09:00');
    expect((await app.readCase(officer, id)).actions).toContain('extend');
    await app.mustAct(officer, id, 'extend', EXTENSION);
    expect(await dueOf(filed)).toBe('2026-12-17');
    const { text } = await officer.page(page);
    expect(text).toContain('Bila perpanjangan dihitung sejak akhir batas semula.');
    expect(text).not.toContain('Bila perpanjangan dihitung sejak surat.');
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('say from which day a date counts where the day of receipt does (D5)', async () => {
    const desk = await app.signIn('desk');
    await load({ firstDay: 'day-of-receipt' });
    const filed = await app.fileRequest();
    const missing = { missing: ['identity'], note: '' };
    await app.mustAct(desk, await idOf(filed), 'declare-incomplete', missing);
    const opened = { number: filed.registerNumber, code: filed.trackingCode };
    expect(explainedOn(await trackedPage(app, opened))).toMatchObject([
      {
        intro: expect.stringContaining('24 November 2026. Hari itu dihitung hari pertama;'),
        lastDay: asLastDay('2026-11-26'),
        number: 3,
      },
    ]);
    const staff = await desk.page(`/petugas/kasus/${await idOf(filed)}`);
    expect(staff.text.replaceAll('\u00a0', ' ')).toContain('Hari ini hari kerja ke-1 dari 3.');
    expect((await app.citizen.page('/alur')).text).toContain('Hari terima dihitung sebagai hari pertama');
    // A letter of a Saturday is received that day and counts from the Monday after it.
    await app.setClock('2026-11-28T10:00:00+09:00');
    const saturday = await app.fileRequest();
    await app.mustAct(desk, await idOf(saturday), 'declare-incomplete', missing);
    const [{ intro, lastDay } = { intro: '', lastDay: '' }] = explainedOn(
      await trackedPage(app, { number: saturday.registerNumber, code: saturday.trackingCode }),
    );
    expect([intro, lastDay]).toEqual([
      expect.stringContaining('28 November 2026. Hari pertama adalah hari kerja berikutnya;'),
      asLastDay('2026-12-02'),
    ]);
    const page = await desk.page(`/petugas/kasus/${await idOf(saturday)}`);
    expect(page.text.replaceAll('\u00a0', ' ')).toContain('Hari ke-1 dari 3 adalah hari kerja berikutnya.');
    await load({});
    expect((await app.citizen.page('/alur')).text).toContain('Hari terima tidak dihitung');
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('count cuti bersama and the day of completeness only in new cases', async () => {
    await load({});
    const desk = await app.signIn('desk');
    await app.setClock('2026-12-14T09:00:00+09:00');
    const before = await app.fileRequest();
    await load({ collectiveLeave: 'working', replyClock: 'completeness' });
    const after = await app.fileRequest();
    expect([before.dueDate, after.dueDate]).toEqual(['2026-12-30', '2026-12-29']);
    await app.setClock('2026-12-16T09:00:00+09:00');
    for (const filed of [before, after]) await app.mustAct(desk, await idOf(filed), 'declare-complete');
    expect([await dueOf(before), await dueOf(after)]).toEqual(['2026-12-30', '2026-12-31']);
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('know no pause where the law is read without one (D2)', async () => {
    await load({});
    const desk = await app.signIn('desk');
    const before = await app.fileRequest();
    await load({ incompletePausesClock: 'never' });
    const after = await app.fileRequest();
    await app.setClock('2026-11-27T10:00:00+09:00');
    for (const filed of [before, after]) {
      await app.mustAct(desk, await idOf(filed), 'declare-incomplete', { missing: ['identity'], note: '' });
    }
    await app.setClock('2026-12-02T10:00:00+09:00');
    for (const filed of [before, after])
      expectStatus(
        await app.citizenAct(filed, 'complete', {
          text: 'Ini NIK saya.',
          fileIds: [],
          requester: { nationalId: '8171030205650007' },
        }),
        200,
      );
    expect([await dueOf(before), await dueOf(after)]).toEqual(['2026-12-16', '2026-12-08']);
    const rows = await app.sql<{ day: string }>(
      `SELECT to_char(d.due_at AT TIME ZONE 'Asia/Jayapura', 'YYYY-MM-DD') AS day FROM due_rows d
       JOIN cases c ON c.id = d.case_id WHERE c.register_number = $1 AND d.kind = 'reply' AND d.done_at IS NULL`,
      [after.registerNumber],
    );
    expect(rows).toEqual([{ day: '2026-12-09' }]);
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('roll a filing after hours over to the next working day (D5), objections too', async () => {
    await load({});
    await app.setClock('2026-11-27T11:31:00+09:00');
    const before = await app.fileRequest();
    await load({ afterHoursRollsOver: true });
    const after = await app.fileRequest();
    expect([before.receivedOn, after.receivedOn]).toEqual(['2026-11-27', '2026-11-30']);
    expect([before.dueDate, after.dueDate]).toEqual(['2026-12-11', '2026-12-14']);
    expect(after.completenessDueDate).toBe('2026-12-03');
    const { clocks } = await app.readCase(await app.signIn('desk'), await idOf(after));
    expect(clocks.map(({ kind, startedOn }) => [kind, startedOn])).toEqual([
      ['T2', '2026-11-30'],
      ['T4', '2026-11-30'],
    ]);
    // The same through every door: an objection without a request, and a repair on the last evening of T3.
    const periodic = {
      grounds: ['b'],
      story: 'Laporan keuangan tahun 2025 belum diumumkan di situs mana pun.',
      requester: requestBody().requester,
    };
    const objected = await app.citizen.post<{ replyDueDate: string }>('/api/v1/objections', periodic);
    const count = await app.citizen.get<{ dueDate: string }>('/api/v1/working-days?from=2026-11-30&count=30');
    expect(expectStatus(objected, 201).replyDueDate).toBe(count.body.dueDate);
    await app.setClock('2026-11-30T09:00:00+09:00');
    const desk = await app.signIn('desk');
    await app.mustAct(desk, await idOf(after), 'declare-incomplete', { missing: ['description'], note: '' });
    await app.setClock('2026-12-03T20:00:00+09:00');
    const repaired = await app.citizenAct(after, 'complete', { text: 'Tahun anggaran 2025.', fileIds: [] });
    expect(repaired.body).toMatchObject({ status: 'processing', dueDate: '2026-12-18' });
    await app.setClock('2026-11-24T10:00:00+09:00');
  });
});

describe('readings of who may file and how', () => {
  const foreigner = () => {
    const body = requestBody();
    return { ...body, requester: { ...body.requester, citizenship: 'other', nationalId: null } };
  };

  it('answer a foreigner without a clock and say so, or decline with a plain sentence (D12)', async () => {
    await load({});
    const filed = await app.fileRequest(foreigner());
    expect([filed.dueDate, filed.completenessDueDate]).toEqual([null, null]);
    const clocks = await app.sql(
      `SELECT 1 FROM due_rows d JOIN cases c ON c.id = d.case_id
       WHERE c.register_number = $1 AND d.kind IN ('reply', 'completeness-check')`,
      [filed.registerNumber],
    );
    expect(clocks).toEqual([]);
    await app.sweep();
    const mail = (await app.mails()).find(({ subject }) => subject.includes(filed.registerNumber));
    expect(mail?.text).toContain('tanpa batas waktu undang-undang');
    await load({ foreignApplicants: 'decline' });
    const refused = await app.citizen.post<Problem>('/api/v1/requests', foreigner());
    expect([refused.status, refused.body.code]).toEqual([422, 'foreign-applicant']);
    expect(refused.body.errors?.[0]?.message).toMatch(/warga negara atau badan hukum Indonesia/u);
    expect((await app.fileRequest()).dueDate).toBe('2026-12-08');
  });

  it('give each agency numbers of its own, that track like any other (D14)', async () => {
    await load({ registerScope: 'agency' });
    const first = await app.fileRequest();
    const second = await app.fileRequest({ agency: 'disdukcapil' });
    const undecided = await app.fileRequest({ agency: null });
    expect([first.registerNumber, second.registerNumber, undecided.registerNumber]).toEqual([
      'AMBON-DISDIK-2026-000001',
      'AMBON-DISDUKCAPIL-2026-000001',
      'AMBON-DISKOMINFO-2026-000001',
    ]);
    expect((await app.track(first)).registerNumber).toBe(first.registerNumber);
    const next = await app.fileRequest();
    await load({});
    const whole = await app.fileRequest();
    expect(whole.registerNumber).toMatch(/^AMBON-2026-\d{6}$/u);
    // The register prints one series after the other, not all first numbers, then all second ones.
    const supervisor = await app.signIn('supervisor');
    const filter = 'dari=2026-01-01&sampai=2026-12-31';
    const { text } = await supervisor.page(`/pengawas/register?${filter}`);
    const at = [whole, first, next, second, undecided].map(({ registerNumber }) =>
      text.indexOf(registerNumber),
    );
    expect(at).not.toContain(-1);
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  it('ask for the signed form only where the online form is not written (D15)', async () => {
    await load({});
    const desk = await app.signIn('desk');
    const before = await idOf(await app.fileRequest());
    await load({ onlineCountsAsWritten: false });
    const after = await idOf(await app.fileRequest());
    const asks = async (id: string): Promise<boolean> =>
      (await desk.page(`/petugas/kasus/${id}/verifikasi`)).text.includes('cek-signedForm');
    expect([await asks(before), await asks(after)]).toEqual([false, true]);
    const asked = { missing: ['signedForm'], note: '' };
    expect((await app.act(desk, before, 'declare-incomplete', asked)).status).toBe(422);
    expect((await app.mustAct(desk, after, 'declare-incomplete', asked)).status).toBe('incomplete');
  });

  it('take a proxy letter without meterai as the city reads it (D16)', async () => {
    await load({});
    const desk = await app.signIn('desk');
    const proxy = () => {
      const body = requestBody();
      const principal = { name: 'Yohana Contoh', nationalId: null, address: 'Jalan Contoh Nomor 2, Ambon' };
      return { requester: { ...body.requester, kind: 'proxy', principal } };
    };
    const before = await idOf(await app.fileRequest(proxy()));
    await load({ proxyWithoutStamp: 'accept' });
    const after = await idOf(await app.fileRequest(proxy()));
    for (const [id, status] of [
      [before, 'incomplete'],
      [after, 'processing'],
    ] as const) {
      const { text } = await desk.page(`/petugas/kasus/${id}/verifikasi`);
      const hidden = (name: string): string =>
        new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(text)?.[1] ?? '';
      const fields = {
        _csrf: hidden('_csrf'),
        _kunci: hidden('_kunci'),
        _versi: hidden('_versi'),
        'cek-identity': 'ada',
        'cek-proxyLetter': 'tanpa-meterai',
        'cek-description': 'ada',
        'cek-purpose': 'ada',
        catatan: '',
      };
      expect((await desk.submit(`/petugas/kasus/${id}/verifikasi`, fields)).status).toBe(303);
      expect((await app.readCase(desk, id)).status).toBe(status);
    }
  });

  it('refuse spoken requests and letters where only writing counts (D13)', async () => {
    await load({ acceptSpokenAndPost: false });
    const desk = await app.signIn('desk');
    const spoken = { ...requestBody(), channel: 'spoken', receivedOn: '2026-11-24', backdatingReason: null };
    const refused = await desk.post<Problem>('/api/v1/cases', spoken);
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map(({ code }) => code)).toEqual(['channel-not-accepted']);
    await load({});
    expect((await desk.post('/api/v1/cases', spoken)).status).toBe(201);
  });

  it('take objections by post where requests come in by writing at the desk alone (D13)', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    await load({ acceptSpokenAndPost: false });
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await idOf(filed);
    await app.mustAct(await app.signIn('officer', 'disdik'), id, 'answer-not-held', { holder: 'Pemprov' });
    const letter = { story: 'Yang saya minta tidak dijawab.', channel: 'post' };
    const objected = await app.mustAct(desk, id, 'object', { ...letter, grounds: ['d'] });
    expect(objected).toMatchObject({ objections: [{ grounds: ['d'], receivedOn: '2026-11-24' }] });
    const { requester } = requestBody();
    const alone = { ...letter, grounds: ['b'], requester };
    expect((await desk.post('/api/v1/objections/paper', alone)).status).toBe(201);
    await load({});
  });

  it('judge a paper of an earlier day by the rules of that day (D12)', async () => {
    await load({});
    await app.setClock('2026-11-26T10:00:00+09:00');
    await load({ foreignApplicants: 'decline' });
    const desk = await app.signIn('desk');
    const scan = await desk.upload(await sampleFiles.jpg(), 'surat.jpg', 'image/jpeg');
    const requester = {
      ...requestBody().requester,
      citizenship: 'other',
      identity: 'passport',
      nationalId: null,
    };
    const letter = { ...requestBody(), requester, channel: 'post' };
    const earlier = {
      ...letter,
      receivedOn: '2026-11-25',
      backdatingReason: 'Surat tiba setelah loket tutup.',
      backdatingFileId: expectStatus(scan, 201).fileId,
    };
    expect((await desk.post('/api/v1/cases', earlier)).status).toBe(201);
    const today = await desk.post<Problem>('/api/v1/cases', { ...letter, channel: 'counter' });
    expect([today.status, today.body.code]).toEqual([422, 'foreign-applicant']);
    await load({});
    await app.setClock('2026-11-24T10:00:00+09:00');
  });
});

describe('/admin/aturan', () => {
  it('tells every doubt, its reading in force since when, its articles and the older versions', async () => {
    await load({ collectiveLeave: 'working' });
    const { text } = await (await app.signIn('admin')).page('/admin/aturan');
    for (let doubt = 1; doubt <= 19; doubt += 1)
      expect(text).toContain(`<th scope="row">D${String(doubt)}</th>`);
    expect(text).toMatch(/Apakah cuti bersama hari kerja\?/u);
    expect(text).toMatch(/<strong>dihitung hari kerja<\/strong> \(berlaku\)/u);
    expect(text).toContain('Komisi Informasi Provinsi Maluku');
    expect(text).toContain('D4: dihitung hari kerja');
  });
});
