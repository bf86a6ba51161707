import { PrintObjectionForm } from '../../src/cases/objections/print-objection-form.js';
import { lockTarget } from '../../src/cases/objections/objection-row.js';
import { PrintReceipt } from '../../src/cases/requests/print-receipt.js';
import { Database } from '../../src/platform/database/database.js';
import { ALL, SYSTEM } from '../../src/platform/database/scope.js';
import { decreeRow, enactDecree, HEADER } from '../calendar/office.js';
import { STORY } from '../objections/objection-world.js';
import { Inside } from '../policy/inside.js';
import { useApp } from '../support/app.js';
import { requestBody } from '../support/request-bodies.js';
import { readPdf } from './read-pdf.js';

const OTHER = 'Kantor Baru PPID Kota';
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

/** The same program after the city has changed its letterhead. */
const later = new Inside(app, (parts) => ({
  ...parts,
  city: { ...parts.city, place: 'Passo', letterhead: { ...parts.city.letterhead, office: OTHER } },
}));
beforeAll(() => later.open(), 120_000);
afterAll(() => later.close());

const secretOf = (link: string): string => new URL(link).searchParams.get('p') ?? '';

describe('a copy after the letterhead has changed', () => {
  it('is the first receipt to the byte, with the code and without', async () => {
    const filed = await app.fileRequest();
    const secret = secretOf(filed.links.receipt);
    const first = await app.citizen.download(`/permohonan/terkirim/tanda-bukti.pdf?p=${secret}`);
    const again = await later.get(PrintReceipt).ofFiling(secret);
    expect(again.content.equals(first)).toBe(true);
    const id = await app.caseId(filed.registerNumber);
    const copy = await later
      .get(Database)
      .transaction(SYSTEM, ALL, (tx) => later.get(PrintReceipt).copy(tx, id));
    const words = readPdf(copy.content).text;
    expect([words.includes(OTHER), words.includes(filed.trackingCode)]).toEqual([false, false]);
  });

  it('of a receipt that was first printed after the address was corrected has the one of the filing', async () => {
    const before = 'lama@contoh.test';
    const filed = await app.fileRequest({ requester: { ...requestBody().requester, email: before } });
    const corrected = await app.citizenAct(filed, 'contact', { email: 'baru@contoh.test' });
    expect(corrected.status).toBe(200);
    const link = `/permohonan/terkirim/tanda-bukti.pdf?p=${secretOf(filed.links.receipt)}`;
    const { text } = readPdf(await app.citizen.download(link));
    expect([text.includes(before), text.includes('baru@contoh.test')]).toEqual([true, false]);
  });

  it('of a receipt that was never printed has the new one', async () => {
    const filed = await app.fileRequest();
    const printed = await later.get(PrintReceipt).ofFiling(secretOf(filed.links.receipt));
    expect(readPdf(printed.content).text).toContain(OTHER);
  });

  it('is the first form of an objection to the byte', async () => {
    const desk = await app.signIn('desk');
    const { requester } = requestBody();
    const body = { grounds: ['b'], story: STORY, requester, channel: 'counter' };
    const entered = await desk.post<{ id: string; trackingCode: string }>('/api/v1/objections/paper', body);
    const { id, trackingCode } = entered.body;
    const first = await desk.download(`/petugas/keberatan/${id}/formulir.pdf`);
    expect(readPdf(first).text).toContain(trackingCode);
    const again = await later.get(Database).transaction(SYSTEM, ALL, async (tx) => {
      const target = await lockTarget(tx, id);
      if (target === null) throw new Error('no objection');
      return later.get(PrintObjectionForm).print(tx, target, trackingCode);
    });
    expect(again.content.equals(first)).toBe(true);
  });

  it('is the first letter of news to the byte', async () => {
    const desk = await app.signIn('desk');
    const person = { ...requestBody().requester, email: null, phone: null };
    await desk.post('/api/v1/cases', { ...requestBody(), requester: person, channel: 'counter' });
    const [task] = await app.sql<{ id: string }>(
      `SELECT id FROM tasks WHERE kind = 'print-mail' ORDER BY created_at DESC LIMIT 1`,
    );
    const path = `/petugas/tugas/${task?.id ?? ''}/cetak/surat.pdf`;
    const first = await desk.download(path);
    // The message behind it is thrown away once it is no longer needed; what was printed stays.
    await app.sql(`UPDATE outbox SET sealed = NULL WHERE state = 'undeliverable'`);
    expect((await desk.download(path)).equals(first)).toBe(true);
  });
});

describe('a receipt after a decree has moved the reply', () => {
  it('promises the day of the filing, on its first print and on every copy', async () => {
    const filed = await app.fileRequest();
    const path = `/permohonan/terkirim/tanda-bukti.pdf?p=${secretOf(filed.links.receipt)}`;
    const printed = await app.fileRequest();
    const before = await app.citizen.download(
      `/permohonan/terkirim/tanda-bukti.pdf?p=${secretOf(printed.links.receipt)}`,
    );
    await enactDecree(app, `${HEADER}\n${decreeRow('2026-12-01')}`);
    expect((await app.track(filed)).dueDate).toBe('2026-12-09');
    const { text } = readPdf(await app.citizen.download(path));
    expect(text).toContain('Selasa, 8 Desember 2026');
    expect(text).not.toContain('9 Desember 2026');
    const again = await app.citizen.download(
      `/permohonan/terkirim/tanda-bukti.pdf?p=${secretOf(printed.links.receipt)}`,
    );
    expect(again.equals(before)).toBe(true);
  });
});
