import { TestApp } from '../support/app.js';
import { startProgram } from '../support/program.js';

const app = new TestApp({ at: '2026-11-24T10:00:00+09:00' });
beforeAll(() => app.start(), 120_000);
afterAll(() => app.stop());

const CASES = 24;

describe('two workers race over the same due rows', () => {
  it('takes each of them once', async () => {
    for (let at = 0; at < CASES; at += 1) await app.fileRequest({ agency: 'disdik' });
    await app.sweep();
    const other = await startProgram({ env: app.settings() });
    try {
      await app.setClock('2026-12-09T00:00:05+09:00');
      const sweep = (url: string): Promise<Response> => fetch(`${url}/_test/sweep`, { method: 'POST' });
      await Promise.all([sweep(app.baseUrl), sweep(other.url), sweep(app.baseUrl), sweep(other.url)]);
    } finally {
      other.kill('SIGTERM');
      await other.ended;
    }
    const rows = await app.sql<{ event: string; times: number }>(
      `SELECT event, count(*)::integer AS times FROM audit WHERE event IN ('completeness-lapsed', 'reply-lapsed') GROUP BY event`,
    );
    expect(rows.sort((a, b) => a.event.localeCompare(b.event))).toEqual([
      { event: 'completeness-lapsed', times: CASES },
      { event: 'reply-lapsed', times: CASES },
    ]);
    const subjects = (await app.mails()).map((mail) => `${mail.to} ${mail.subject}`);
    expect(new Set(subjects.filter((subject) => subject.includes('AMBON-'))).size).toBe(
      subjects.filter((subject) => subject.includes('AMBON-')).length,
    );
  });
});
