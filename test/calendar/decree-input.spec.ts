import { htmlFindings } from '../support/browser.js';
import { useApp } from '../support/app.js';
import { expectStatus, type HttpClient, type Problem } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { decreeRow, HEADER, sendDecree, twoAdmins, type DecreeAnswer } from './office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const BASE = '/admin/kalender/keputusan';

async function faultsOf(csv: string): Promise<readonly string[]> {
  const [admin] = await twoAdmins(app);
  const answer = await sendDecree<Problem>(admin, csv);
  expect(answer.status).toBe(422);
  return (answer.body.errors ?? []).map(({ field, code }) => `${field} ${code}`);
}

async function countRows(): Promise<number> {
  const [row] = await app.sql<{ n: number }>(
    'SELECT (SELECT count(*) FROM calendar_decrees)::int + (SELECT count(*) FROM calendar_versions)::int AS n',
  );
  return row?.n ?? -1;
}

const good = decreeRow('2026-12-02');

describe('the CSV of a decree', () => {
  it.each([
    ['nothing', '', ['line 1 empty']],
    ['only a header', `${HEADER}\n`, ['line 1 empty']],
    ['another header', `tanggal,jenis\n${good}\n`, /missing-column/u],
    ['semicolons', `${HEADER.replaceAll(',', ';')}\n${good.replaceAll(',', ';')}\n`, ['line 1 semicolons']],
    ['31 February', `${HEADER}\n${good}\n${decreeRow('2026-02-31')}\n`, ['line 3 bad-date']],
    ['an unknown kind', `${HEADER}\n${decreeRow('2026-12-02', 'add', 'holiday')}\n`, ['line 2 unknown-kind']],
    ['an unknown change', `${HEADER}\n${good.replace(/add$/u, 'hapus')}\n`, ['line 2 unknown-change']],
    ['the same day twice', `${HEADER}\n${good}\n${good}\n`, ['line 3 repeated']],
    ['a wrong year', `${HEADER}\n${decreeRow('2062-12-02')}\n`, ['line 2 wrong-year']],
    ['a year before its decree', `${HEADER}\n${decreeRow('2025-12-02')}\n`, ['line 2 wrong-year']],
    [
      'a year before the calendar',
      `${HEADER}\n2019-04-17,one_off,Pemilu,Election,Keppres 10/2019,2019-04-08,add\n`,
      ['line 2 wrong-year'],
    ],
    [
      'a decree of another age',
      `${HEADER}\n2150-04-14,one_off,Pemilu,Election,Keppres 1/2150,2150-03-01,add\n`,
      ['line 2 wrong-year'],
    ],
    ['a decree of tomorrow', `${HEADER}\n${good.replace('2026-11-20', '2026-11-25')}\n`, ['line 2 ahead']],
    ['leave on a Saturday', `${HEADER}\n${decreeRow('2026-12-05')}\n`, ['line 2 free-already']],
    ['a removal of nothing', `${HEADER}\n${decreeRow('2026-12-02', 'remove')}\n`, ['line 2 not-there']],
    [
      'a local closure without document',
      `${HEADER}\n2026-12-02,local,Libur kota,City,,2026-11-20,add\n`,
      ['line 2 blank'],
    ],
    [
      'what the file, the row and the calendar tell of it',
      `${HEADER}\n${decreeRow('2026-02-31')}\n${decreeRow('2026-12-02', 'remove')}\n${decreeRow('2026-12-05')}\n${good.replace('2026-11-20', '2026-11-25')}\n`,
      ['line 2 bad-date', 'line 3 not-there', 'line 4 free-already', 'line 5 ahead'],
    ],
    ['a comma without quotes', `${HEADER}\n${good},lagi\n`, ['line 2 extra-cells']],
    [
      'a name with a control sign',
      `${HEADER}\n${good.replace('Hari Uji', 'Hari\u0007Uji')}\n`,
      ['line 2 control-signs'],
    ],
    ['a name without end', `${HEADER}\n${good.replace('Hari Uji', 'H'.repeat(500))}\n`, ['line 2 too-long']],
    ['a quote without end', `${HEADER}\n"${good}\n`, ['line 1 unreadable']],
    [
      'what is there already',
      `${HEADER}\n2026-12-25,national,Kelahiran Yesus Kristus,x,SKB,2026-01-01,add\n`,
      /nothing-new|^$/u,
    ],
  ])('is refused with %s, and nothing is kept', async (_what, csv, wanted) => {
    const before = await countRows();
    if (wanted instanceof RegExp) {
      const [admin] = await twoAdmins(app);
      const answer = await sendDecree<Problem>(admin, csv, '?apply=false');
      if (answer.status !== 200)
        expect((answer.body.errors ?? []).map(({ code }) => code).join()).toMatch(wanted);
    } else expect(await faultsOf(csv)).toEqual(wanted);
    expect(await countRows()).toBe(before);
  });

  it('names every faulty line at once', async () => {
    const csv = `${HEADER}\n${decreeRow('2026-02-31')}\n${good}\n${decreeRow('2026-12-03', 'add', 'x')}\n`;
    expect(await faultsOf(csv)).toEqual(['line 2 bad-date', 'line 4 unknown-kind']);
  });

  it('is refused when it is not UTF-8, too large, or no CSV at all', async () => {
    const [admin] = await twoAdmins(app);
    const latin = Buffer.from(`${HEADER}\n${good.replace('Hari', 'H\u00e4ri')}\n`, 'latin1');
    const raw = await fetch(new URL('/api/v1/calendar/decrees', app.baseUrl), {
      method: 'POST',
      headers: { 'content-type': 'text/csv', cookie: await cookieOf() },
      body: new Uint8Array(latin),
    });
    expect(raw.status).toBe(422);
    expect(((await raw.json()) as Problem).errors?.[0]).toMatchObject({ field: 'line 1', code: 'not-utf8' });
    expect((await sendDecree(admin, 'x'.repeat(11_000_000))).status).toBe(413);
    expect((await admin.post('/api/v1/calendar/decrees', { date: '2026-12-02' })).status).toBe(415);
  });

  it('takes a byte order mark, and says of a weekend and of a formula nothing worse than that', async () => {
    const [admin] = await twoAdmins(app);
    const csv = `\uFEFF${HEADER}\n${decreeRow('2026-12-05').replace('Hari Uji 2026-12-05', '=cmd|/C calc!A0').replace('one_off', 'national')}\n`;
    const { status, body } = await sendDecree<DecreeAnswer>(admin, csv, '?apply=false');
    expect(status).toBe(200);
    expect(body.affected).toEqual([]);
    expect(body.notes).toMatchObject([{ field: 'line 2', code: 'weekend' }]);
  });

  it('is not kept by a mistyped word, and says of a day that is free under another name', async () => {
    const [admin] = await twoAdmins(app);
    const csv = `${HEADER}\n${good}\n2026-12-25,national,Nama Lain,Other Name,SKB,2026-01-01,add\n`;
    const before = await countRows();
    const mistyped = await sendDecree<Problem>(admin, csv, '?apply=maybe');
    expect([mistyped.status, mistyped.body.errors?.map(({ field }) => field)]).toEqual([422, ['apply']]);
    expect(await countRows()).toBe(before);
    const looked = expectStatus(await sendDecree<DecreeAnswer>(admin, csv, '?apply=false'), 200);
    expect(looked.notes).toMatchObject([{ field: 'line 3', code: 'other-name' }]);
  });

  it('is kept once for one key, and another body under the same key is refused', async () => {
    const [admin] = await twoAdmins(app);
    const key = 'decree-of-the-spec-0001';
    const send = (csv: string) =>
      admin.post<DecreeAnswer & Problem>('/api/v1/calendar/decrees', csv, {
        key,
        headers: { 'content-type': 'text/csv' },
      });
    const first = await send(`${HEADER}\n${decreeRow('2026-12-03')}\n`);
    const again = await send(`${HEADER}\n${decreeRow('2026-12-03')}\n`);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    const other = await send(`${HEADER}\n${decreeRow('2026-12-04')}\n`);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('is an admin\u2019s alone, and an unknown decree is a 404', async () => {
    const desk = await app.signIn('desk');
    expect((await sendDecree(desk, `${HEADER}\n${good}\n`)).status).toBe(403);
    const [admin] = await twoAdmins(app);
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x'])
      expect((await admin.post(`/api/v1/calendar/decrees/${id}/apply`)).status).toBe(404);
  });
});

async function cookieOf(): Promise<string> {
  const { email, password } = app.account('admin');
  const answer = await fetch(new URL('/api/v1/session', app.baseUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

async function csrf(admin: HttpClient): Promise<string> {
  const { text } = await admin.page(BASE);
  return /name="_csrf" value="([^"]+)"/u.exec(text)?.[1] ?? '';
}

describe('the pages of a decree', () => {
  it('lead from the form over the preview to the second admin and the result, without script', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const [first, second] = await twoAdmins(app);
    expect(await htmlFindings((await first.page(BASE)).text)).toEqual([]);
    const csv = `${HEADER}\n${decreeRow('2026-12-02').replace('Hari Uji', '<b>=1+1</b>')}\n`;
    const kept = await first.submit(BASE, { _csrf: await csrf(first), cara: 'csv', csv });
    expect(kept.status).toBe(303);
    const path = kept.headers.get('location') ?? '';
    const preview = (await first.page(path)).text;
    expect(await htmlFindings(preview)).toEqual([]);
    expect(preview).toMatch(/1\s+kasus berubah tanggal/u);
    expect(preview).toContain(filed.registerNumber);
    expect(preview).toContain('&lt;b&gt;=1+1&lt;/b&gt;');
    expect((await second.page(path)).status).toBe(404);
    expect((await first.submit(`${path}/usulkan`, { _csrf: await csrf(first) })).status).toBe(303);
    expect((await first.page(path)).text).not.toContain('berlakukan"');
    expect((await first.submit(`${path}/berlakukan`, { _csrf: await csrf(first) })).status).toBe(409);
    expect((await second.submit(`${path}/berlakukan`, { _csrf: await csrf(second) })).status).toBe(303);
    const result = (await second.page(path)).text;
    expect(await htmlFindings(result)).toEqual([]);
    expect(result).toMatch(/Selesai:\s+\d+\s+dari\s+\d+\s+kasus/u);
    expect(result).toContain('<progress');
    const list = (await second.page('/admin/kalender')).text;
    expect(await htmlFindings(list)).toEqual([]);
    expect(list).toContain(path);
    expect((await app.track(filed)).dueDate).toBe('2026-12-09');
  });

  it('say of a closure that only names its document that no copy came with it', async () => {
    const [admin] = await twoAdmins(app);
    const csv = `${HEADER}\n2026-12-02,local,Libur kota,City,Perwali 9/2026,2026-11-20,add\n`;
    const bare = expectStatus(await sendDecree(admin, csv), 201);
    expect(bare.notes).toMatchObject([{ field: 'line 2', code: 'without-copy' }]);
    expect((await admin.page(`${BASE}/${bare.id ?? ''}`)).text).toContain('Minta dokumennya');
    const paper = await admin.upload(sampleFiles.pdf('Perwali 9/2026'), 'perwali.pdf', 'application/pdf');
    const { fileId } = expectStatus(paper, 201);
    const proven = expectStatus(await sendDecree(admin, csv, `?fileId=${fileId}`), 201);
    expect(proven.notes).toEqual([]);
    expect((await admin.page(`${BASE}/${proven.id ?? ''}`)).text).not.toContain('Minta dokumennya');
  });

  it('take a single day, ask a local closure for its document, and can be called off', async () => {
    const [admin] = await twoAdmins(app);
    const fields = {
      _csrf: await csrf(admin),
      cara: 'hari',
      perubahan: 'add',
      hari: '7',
      bulan: 'Desember',
      tahun: '2026',
      jenis: 'local',
      nama: 'Hari Jadi "Kota", libur',
      k_hari: '20',
      k_bulan: '11',
      k_tahun: '2026',
    };
    const bare = await admin.submit(BASE, fields);
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('Unggah dokumen penutupan kantor');
    const none = await admin.submit(BASE, {
      ...fields,
      nomor: 'Perwali 9/2026',
      hari: '31',
      bulan: 'Februari',
    });
    expect(none.status).toBe(422);
    const numbered = await admin.submit(BASE, { ...fields, nomor: 'Perwali 9/2026' });
    expect(numbered.status).toBe(422);
    const paper = sampleFiles.pdf('Edaran Wali Kota');
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, nomor: 'Perwali 9/2026' }))
      form.append(name, value);
    form.append('dokumen', new Blob([new Uint8Array(paper)], { type: 'application/pdf' }), 'edaran.pdf');
    const kept = await admin.form(BASE, form);
    expect(kept.status).toBe(303);
    const path = kept.headers.get('location') ?? '';
    expect((await admin.download(`${path}/dokumen`)).equals(Buffer.from(paper))).toBe(true);
    expect((await admin.page(path)).text).toContain('Libur daerah');
    expect((await admin.page(path)).text).toContain(`${path}/dokumen`);
    expect((await admin.submit(`${path}/batal`, { _csrf: fields._csrf })).status).toBe(303);
    expect((await admin.page(path)).text).toContain('Dibatalkan');
    expect((await admin.submit(`${path}/usulkan`, { _csrf: fields._csrf })).status).toBe(303);
    expect((await admin.page(path)).text).not.toContain('Diusulkan.');
  });

  it('show faults of the CSV by line above the form', async () => {
    const [admin] = await twoAdmins(app);
    const answer = await admin.submit(BASE, {
      _csrf: await csrf(admin),
      cara: 'csv',
      csv: `${HEADER}\n${decreeRow('2026-02-31')}\n`,
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Baris 2:');
  });
});
