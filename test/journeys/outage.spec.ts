import { TestApp } from '../support/app.js';

const app = new TestApp();
beforeAll(() => app.start(), 120_000);
afterAll(() => app.stop());

describe('the program was off for ten days', () => {
  it('lets every passed due row take effect once, dated right, and sends no stale reminder', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = [
      await app.fileRequest({ agency: 'disdik' }),
      await app.fileRequest({ agency: 'disdukcapil' }),
      await app.fileRequest({ agency: 'dinkes' }),
    ];
    await app.sweep();
    const before = (await app.mails()).length;
    await app.sql('TRUNCATE bullmq.job CASCADE');
    await app.sql(
      `UPDATE test_clock SET shift = '2026-12-10T07:30:00+09:00'::timestamptz - clock_timestamp()`,
    );
    await app.restart();
    await app.sweep();
    const rows = await app.sql<{
      kind: string;
      stage: string;
      outcome: string;
      exact: boolean;
      times: number;
    }>(
      `SELECT kind, stage, outcome, effective_at = due_at AS exact, count(*)::integer AS times FROM due_rows
       WHERE due_at < '2026-12-10T07:30:00+09:00' AND case_id IS NOT NULL GROUP BY 1, 2, 3, 4`,
    );
    for (const { kind, outcome } of rows) {
      if (kind.endsWith('-reminder')) expect(outcome).toBe('pointless');
      if (kind === 'completeness-check' || kind === 'reply') expect(outcome).toBe('taken');
    }
    expect(rows.every((row) => row.exact)).toBe(true);
    const fresh = (await app.mails()).slice(before);
    expect(fresh.filter((mail) => mail.subject.startsWith('PPID '))).toHaveLength(0);
    for (const { registerNumber } of filed) {
      const late = fresh.filter((mail) => mail.subject === `Batas jawaban ${registerNumber} sudah lewat`);
      expect(late).toHaveLength(1);
      expect(late[0]?.text).toContain('Selasa, 8 Desember 2026');
    }
    await app.restart();
    await app.sweep();
    expect((await app.mails()).length).toBe(before + fresh.length);
  });
});
