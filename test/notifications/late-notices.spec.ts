import { TestApp } from '../support/app.js';

const app = new TestApp();
beforeAll(() => app.start(), 120_000);
afterAll(() => app.stop());

/** Files a request on a Tuesday, goes off, and comes back at `at`. Answers the number. */
async function filedThenOff(agency: string | null): Promise<string> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await app.fileRequest(agency === null ? {} : { agency });
  await app.sweep();
  return filed.registerNumber;
}

async function wakeAt(at: string): Promise<void> {
  await app.setClock(at);
  await app.sweep();
}

async function subjectsOf(number: string): Promise<readonly string[]> {
  return (await app.mails()).map((mail) => mail.subject).filter((subject) => subject.includes(number));
}

describe('notices after an outage', () => {
  it('name the last day to object and say that they are late', async () => {
    const number = await filedThenOff('disdik');
    const id = await app.caseId(number);
    const said = { missing: ['description'], note: '' };
    await app.mustAct(await app.signIn('desk'), id, 'declare-incomplete', said);
    await wakeAt('2026-12-15T09:00:00+09:00');
    const [row] = await app.sql<{ objection_until: string }>(
      'SELECT objection_until::text FROM cases WHERE id = $1',
      [id],
    );
    expect(row?.objection_until).toMatch(/^2027-01-/u);
    const mail = (await app.mails()).find(({ subject }) => subject === `${number} ditutup`);
    expect(mail?.text).toContain('keberatan sampai');
    expect(mail?.text).toContain(`${Number(row?.objection_until.slice(8))} Januari 2027`);
    expect(mail?.text).toContain('terkirim lebih lambat');
  });

  it('ask the desk to assign nothing that an agency holds', async () => {
    const number = await filedThenOff('disdik');
    await wakeAt('2026-12-02T09:00:00+09:00');
    const mail = (await app.mails()).find(({ subject }) => subject === `${number} dianggap lengkap`);
    expect(mail?.text).toContain('memegang kasus ini');
    expect(mail?.text).not.toContain('Bagikan');
  });

  it('leave a missed check unsaid once the answer is overdue too', async () => {
    const number = await filedThenOff('disdik');
    await wakeAt('2026-12-10T09:00:00+09:00');
    const subjects = await subjectsOf(number);
    expect(subjects).toContain(`${number} lewat batas jawaban`);
    expect(subjects).not.toContain(`${number} dianggap lengkap`);
  });
});
