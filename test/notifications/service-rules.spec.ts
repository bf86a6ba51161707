import type { FiledRequest, SinkMail } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { variants } from '../support/request-bodies.js';
import { submitAct } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const address = (role: Parameters<typeof app.account>[0], agency?: string): string =>
  app.account(role, agency).email;
const lists = async (to: string): Promise<readonly SinkMail[]> =>
  (await app.mails(to)).filter(({ subject }) => subject.startsWith('PPID '));
const about = async (to: string, number: string): Promise<readonly SinkMail[]> =>
  (await app.mails(to)).filter(({ subject }) => subject.includes(number));

let toSchools: FiledRequest;
let toNobody: FiledRequest;

beforeAll(async () => {
  toSchools = await app.fileRequest();
  toNobody = await app.fileRequest(variants.vague());
  await app.sweep();
  const desk = await app.signIn('desk');
  for (const { registerNumber } of [toSchools, toNobody])
    await app.mustAct(desk, await app.caseId(registerNumber), 'declare-complete');
}, 120_000);

describe('colleagues are told what concerns them', () => {
  it('who held a case, and who holds it now', async () => {
    const id = await app.caseId(toSchools.registerNumber);
    const officer = await app.signIn('officer', 'disdik');
    const desk = await app.signIn('desk');
    await app.mustAct(officer, id, 'claim');
    await app.sweep();
    expect(await about(address('desk'), toSchools.registerNumber)).toEqual([]);
    await app.mustAct(desk, id, 'claim');
    await app.sweep();
    const taken = (await about(address('officer', 'disdik'), toSchools.registerNumber)).at(-1);
    expect(taken?.subject).toBe(`${toSchools.registerNumber}: serahkan bahan sebelum 8 Des 2026`);
    expect(taken?.text).toContain('kini dipegang petugas lain');
    const [row] = await app.sql<{ id: string }>('SELECT id FROM staff WHERE email = $1', [
      address('officer', 'disdik'),
    ]);
    await app.mustAct(desk, id, 'name-holder', { staffId: row?.id });
    await app.sweep();
    const given = (await about(address('officer', 'disdik'), toSchools.registerNumber)).at(-1);
    expect(given?.text).toContain('Tugas baru: jawab.');
    expect(await about(address('desk'), toSchools.registerNumber)).toEqual([]);
  });

  it('the unit that is asked for material, which may read what is asked and no more', async () => {
    const id = await app.caseId(toSchools.registerNumber);
    const officer = await app.signIn('officer', 'disdik');
    const text = 'Jumlah anak usia sekolah di Sirimau tahun 2025';
    await app.mustAct(officer, id, 'request-material', { from: ' DISDUKCAPIL ', text, dueOn: '2026-12-02' });
    await app.sweep();
    const mail = (await about(address('officer', 'disdukcapil'), toSchools.registerNumber)).at(-1);
    expect(mail?.subject).toBe(`${toSchools.registerNumber}: beri bahan sebelum 2 Des 2026`);
    expect(mail?.text).toContain('Batas bahan Rabu, 2 Desember 2026, 6 hari kerja.');
    expect(mail?.text).not.toContain('anak usia sekolah');
    const path = /\/petugas\/bahan\/[0-9a-f-]{36}/u.exec(mail?.text ?? '')?.[0] ?? '';
    const asked = await app.signIn('officer', 'disdukcapil');
    const page = await asked.page(path);
    expect([page.status, page.text.includes(text), page.text.includes('Dinas Pendidikan')]).toEqual([
      200,
      true,
      true,
    ]);
    expect(page.text).not.toContain('Dana BOS');
    expect((await asked.page(`/petugas/kasus/${id}`)).status).toBe(404);
    expect((await officer.page(path)).status).toBe(200);
    expect((await (await app.signIn('desk')).page(path)).status).toBe(200);
    await app.mustAct(officer, id, 'request-material', { from: 'Bidang SMP', text: 'Rekap Dana BOS 2025' });
    const [last] = await app.sql<{ id: string }>(
      `SELECT id FROM material_requests WHERE asked_of = 'Bidang SMP' AND case_id = $1`,
      [id],
    );
    expect((await asked.page(`/petugas/bahan/${last?.id ?? ''}`)).status).toBe(404);
  });

  it('the requester, when a wish about personal data is done or an incident reached them', async () => {
    const { registerNumber } = toSchools;
    const id = await app.caseId(registerNumber);
    const desk = await app.signIn('desk');
    expect((await submitAct(desk, id, 'data-pribadi', {})).status).toBe(422);
    expect((await submitAct(desk, id, 'data-pribadi', { hak: 'correction' })).status).toBe(303);
    const incident = { affected: ['name', 'contact'], cause: 'sent', measures: ['recalled', 'reported'] };
    for (const happenedOn of ['2026-11-25', '2026-11-23', '2021-01-01', '2026-02-31', 'kemarin'])
      expect((await app.act(desk, id, 'notify-incident', { ...incident, happenedOn })).status).toBe(422);
    await app.mustAct(desk, id, 'notify-incident', { ...incident, happenedOn: '2026-11-24' });
    await app.sweep();
    const mails = (await app.mails()).filter(({ text }) => text.includes(registerNumber));
    const done = mails.find(({ subject }) => subject === 'Permintaan data selesai');
    expect(done?.text).toContain('Data pribadi Anda sudah diperbaiki.');
    const told = mails.find(({ subject }) => subject === 'Pemberitahuan insiden data');
    for (const words of ['nama, email dan nomor telepon', 'Selasa, 24 November 2026', 'diminta menghapusnya'])
      expect(told?.text).toContain(words);
    expect(told?.to).toBe(done?.to);
    const officer = await app.signIn('officer', 'disdik');
    const byOfficer = { ...incident, happenedOn: '2026-11-24' };
    expect((await app.act(officer, id, 'notify-incident', byOfficer)).status).toBe(403);
    expect((await app.readCase(desk, id)).timeline.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['data-request-done', 'data-incident']),
    );
  });
});

describe('what lies still is told once', () => {
  it('to the desk, when a request has no agency for more than a working day', async () => {
    await app.passTo('2026-11-25T08:02:00+09:00');
    expect(await lists(address('desk'))).toEqual([]);
    await app.passTo('2026-11-26T08:02:00+09:00');
    const [told] = await lists(address('desk'));
    expect(told?.text).toContain(`${toNobody.registerNumber} | Bagi ke instansi | 8 Des 2026`);
    await app.passTo('2026-11-27T08:02:00+09:00');
    expect(await lists(address('desk'))).toHaveLength(1);
  });

  it('to the new officers in the next mail hours, with the days that are left then', async () => {
    await app.setClock('2026-11-27T20:00:00+09:00');
    await app.mustAct(await app.signIn('desk'), await app.caseId(toNobody.registerNumber), 'assign', {
      agency: 'disdukcapil',
      reason: 'Data kependudukan ada pada Disdukcapil.',
    });
    const officer = address('officer', 'disdukcapil');
    for (const at of [
      '2026-11-27T20:05:00+09:00',
      '2026-11-28T10:00:00+09:00',
      '2026-11-30T07:29:00+09:00',
    ]) {
      await app.passTo(at);
      expect(await about(officer, toNobody.registerNumber)).toEqual([]);
    }
    await app.passTo('2026-11-30T07:30:00+09:00');
    const [mail] = await about(officer, toNobody.registerNumber);
    expect(mail?.text).toContain('Batas Selasa, 8 Desember 2026, 6 hari kerja.');
  });

  it('to holder and heads, when nobody worked on a case for three working days, after an outage too', async () => {
    const officer = address('officer', 'disdik');
    expect(await lists(officer)).toEqual([]);
    // Nothing ran on Monday morning.
    await app.passTo('2026-12-01T09:00:00+09:00');
    const [told] = await lists(officer);
    expect(told?.subject).toBe('PPID 1 Desember 2026: 1 jatuh tempo, 0 terlambat');
    expect(told?.text).toContain(`${toSchools.registerNumber} | Tindak lanjuti, belum ada tindakan`);
    await app.passTo('2026-12-02T09:00:00+09:00');
    expect(await lists(officer)).toHaveLength(1);
  });
});

describe('who oversees gets one list', () => {
  it('each morning on which something is due within three working days', async () => {
    const supervisor = address('supervisor');
    expect(await lists(supervisor)).toEqual([]);
    await app.passTo('2026-12-03T07:59:00+09:00');
    expect(await lists(supervisor)).toEqual([]);
    await app.passTo('2026-12-03T08:00:00+09:00');
    const [told] = await lists(supervisor);
    expect(told?.subject).toBe('PPID 3 Desember 2026: 2 jatuh tempo, 0 terlambat');
    expect(told?.text).toContain(`${toSchools.registerNumber} | Jawab (Dinas Pendidikan) | 8 Des 2026`);
    expect(told?.text).toContain('mulai Rabu, 9 Desember 2026');
    await app.passTo('2026-12-03T15:00:00+09:00');
    await app.passTo('2026-12-05T09:00:00+09:00');
    expect(await lists(supervisor)).toHaveLength(1);
    await app.passTo('2026-12-09T08:00:00+09:00');
    expect((await lists(supervisor)).at(-1)?.subject).toBe(
      'PPID 9 Desember 2026: 0 jatuh tempo, 2 terlambat',
    );
  });

  it('and the holder has it in the digest of the morning after its date, once', async () => {
    const officer = address('officer', 'disdik');
    const told = async (): Promise<readonly string[]> =>
      (await lists(officer))
        .filter(({ subject }) => subject.includes('1 terlambat'))
        .map(({ subject }) => subject);
    await app.passTo('2026-12-09T08:02:00+09:00');
    expect(await told()).toEqual(['PPID 9 Desember 2026: 0 jatuh tempo, 1 terlambat']);
    await app.passTo('2026-12-10T09:00:00+09:00');
    expect(await told()).toHaveLength(1);
  });

  it('each week of what is overdue for five working days, made up for within the week', async () => {
    const superior = address('superior');
    await app.passTo('2026-12-14T09:00:00+09:00');
    expect(await lists(superior)).toEqual([]);
    await app.passTo('2026-12-22T09:00:00+09:00');
    const [told] = await lists(superior);
    expect(told?.subject).toBe('PPID 22 Desember 2026: 0 jatuh tempo, 2 terlambat');
    for (const { registerNumber } of [toSchools, toNobody]) expect(told?.text).toContain(registerNumber);
    expect(told?.text).toContain('Daftar berikutnya Senin, 28 Desember 2026.');
    await app.restart();
    await app.passTo('2026-12-23T09:00:00+09:00');
    expect(await lists(superior)).toHaveLength(1);
    await app.passTo('2026-12-28T08:00:00+09:00');
    expect(await lists(superior)).toHaveLength(2);
  });
});

describe('a sign-in from a new device', () => {
  it('is told at once, at night too, and only the first time', async () => {
    await app.setClock('2026-12-28T22:00:00+09:00');
    const { email, password } = app.account('supervisor');
    const signInWith = async (browser: string): Promise<void> => {
      const answer = await fetch(`${app.baseUrl}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': browser },
        body: JSON.stringify({ email, password }),
      });
      expect(answer.status).toBe(200);
      await app.sweep();
    };
    const told = async (): Promise<number> =>
      (await app.mails(email)).filter(({ subject }) => subject === 'Masuk dari perangkat baru').length;
    await signInWith('Mozilla/5.0 Chrome/140.0');
    const before = await told();
    await signInWith('Mozilla/5.0 Firefox/140.0');
    expect(await told()).toBe(before + 1);
    await signInWith('Mozilla/5.0 Firefox/141.0');
    expect(await told()).toBe(before + 1);
  });
});
