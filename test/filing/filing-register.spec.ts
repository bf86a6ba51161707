import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import type { Problem } from '../support/http-client.js';
import { requestBody, variants } from '../support/request-bodies.js';

const app = useApp({ at: '2026-12-31T23:59:00+09:00' });

async function numbers(year: number): Promise<number[]> {
  const rows = await app.sql<{ register_seq: number }>(
    'SELECT register_seq FROM cases WHERE register_year = $1 ORDER BY register_seq',
    [year],
  );
  return rows.map((row) => row.register_seq);
}

/** Files as a patient client does: a busy server (503) is asked again with the same key. */
async function fileAtLast(body: object): Promise<number> {
  const key = randomUUID();
  for (let tries = 1; ; tries += 1) {
    const { status } = await app.citizen.post('/api/v1/requests', body, { key });
    if (status !== 503 || tries === 20) return status;
  }
}

describe('filing over the API', () => {
  it('gives 24 parallel repeats of one key one case and one answer', async () => {
    const key = randomUUID();
    const body = requestBody();
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => app.citizen.post<FiledRequest>('/api/v1/requests', body, { key })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const other = await app.citizen.post<Problem>('/api/v1/requests', requestBody(), { key });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect((await numbers(2026)).length).toBe(1);
  });

  it('numbers 200 parallel filings without a gap while a third is aborted', async () => {
    const before = (await numbers(2026)).length;
    let refused = 0;
    const filings = Array.from({ length: 200 }, async (_, n) => {
      // A file that nobody uploaded aborts the transaction after everything but the number was written.
      const lost = n % 3 === 0 ? { fileIds: [randomUUID()] } : {};
      const status = await fileAtLast({ ...requestBody(), ...lost });
      if (status === 422) refused += 1;
      else expect(status).toBe(201);
    });
    await Promise.all(filings);
    expect(refused).toBe(67);
    const given = await numbers(2026);
    expect(given.length).toBe(before + 133);
    expect(given).toEqual(given.map((_, at) => at + 1));
    const persons = await app.sql<{ n: string }>('SELECT count(*) AS n FROM requesters');
    expect(Number(persons[0]?.n)).toBe(given.length);
  }, 120_000);

  it('counts the year by the zone of the city', async () => {
    await app.setClock('2026-12-31T23:59:30+09:00');
    const last = await app.fileRequest(variants.toDukcapil());
    await app.setClock('2027-01-01T00:00:30+09:00');
    const first = await app.fileRequest();
    expect(last.registerNumber).toMatch(/^AMBON-2026-/);
    expect(last.receivedOn).toBe('2026-12-31');
    expect(first.registerNumber).toBe('AMBON-2027-000001');
    expect(first.receivedOn).toBe('2027-01-01');
  });
});
