import { randomUUID } from 'node:crypto';
import type { AnyMail } from '../../src/office/notifications/mail.js';
import { MAIL_KIND_NAMES, mailKind, type MailKindName } from '../../src/office/notifications/mail-kinds.js';
import { Outbox } from '../../src/office/notifications/outbox.js';
import { Database } from '../../src/platform/database/database.js';
import { ALL, SYSTEM } from '../../src/platform/database/scope.js';
import { granting, ObjectionWorld, STORY } from '../objections/objection-world.js';
import { readPdf } from '../letters/read-pdf.js';
import { useInside } from '../policy/inside.js';
import { useApp } from '../support/app.js';
import { requestBody } from '../support/request-bodies.js';
import { hiddenFields } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);
const world = new ObjectionWorld(app);

/** Kinds that exist only where there is a mail address: a draft to resume, a code, a link that was asked for. */
const NEED_AN_ADDRESS: readonly MailKindName[] = ['draft-saved', 'mail-code', 'link-requested'];
const KINDS = MAIL_KIND_NAMES.filter(
  (kind) => mailKind(kind).reader === 'requester' && !NEED_AN_ADDRESS.includes(kind),
);
const paperPerson = () => ({ ...requestBody().requester, email: null, phone: null });

interface PrintTask {
  readonly id: string;
  readonly mail: string;
}

const tasksOf = (mail: string): Promise<PrintTask[]> =>
  app.sql<PrintTask>(
    `SELECT id, facts->>'mail' AS mail FROM tasks WHERE kind = 'print-mail' AND done_at IS NULL AND facts->>'mail' = $1
     ORDER BY created_at DESC, id DESC`,
    [mail],
  );

describe('a person without e-mail', () => {
  it.each(KINDS)('gets %s as a letter to print, with a task', async (kind) => {
    const desk = await app.signIn('desk');
    const body = { ...requestBody(), requester: paperPerson(), channel: 'counter' };
    const { registerNumber } = (await desk.post<{ registerNumber: string }>('/api/v1/cases', body)).body;
    const [row] = await app.sql<{ id: string; requester_id: string }>(
      'SELECT id, requester_id FROM cases WHERE register_number = $1',
      [registerNumber],
    );
    const { sample } = mailKind(kind);
    const mail = {
      kind,
      effectKey: `${kind}:${randomUUID()}`,
      caseId: row?.id,
      recipient: { kind: 'requester', requesterId: row?.requester_id, address: null, language: 'id' },
      data: sample,
      calendar: { sequence: 2 },
    } as unknown as AnyMail;
    await inside
      .get(Database)
      .transaction(SYSTEM, ALL, (tx) => inside.get(Outbox).enqueue(tx, mail as never));
    const [task] = await tasksOf(kind);
    expect((await desk.page('/petugas/tugas')).text).toContain(`/petugas/tugas/${task?.id ?? ''}/cetak`);
    const { text } = readPdf(await desk.download(`/petugas/tugas/${task?.id ?? ''}/cetak/surat.pdf`));
    expect(text).toContain(String((body.requester as { name?: unknown }).name));
    // What only a mail can have, and what a letter need not hide behind a code.
    expect(text).not.toMatch(/\.ics|email ini|[?&][kt]=|catatan lama di kalender/u);
    if (kind === 'extended') {
      expect(text).toMatch(/Batas baru \w+, \d+ \w+ 20\d\d [a-z ]+ \w+ dua ribu dua puluh \w+/u);
      expect((await desk.page('/petugas/tugas')).text).toContain('Cetak dan kirim: perpanjangan');
    }
    // A letter has no link: what the mail offers by one is named, with a way for whoever has no internet.
    expect(text).not.toContain('Status permohonan:');
    if (kind === 'overdue') {
      expect(text).toContain('Anda berhak mengajukan keberatan kepada Atasan PPID.');
      expect(text).toMatch(/Ajukan keberatan: \S+\/lacak, .* atau di loket PPID, atau dengan surat ke /u);
    }
    if (kind === 'message') expect(text).toContain((sample as { words: string }).words);
    const mailed = await app.sql(`SELECT 1 FROM outbox WHERE effect_key = $1 AND state <> 'undeliverable'`, [
      mail.effectKey,
    ]);
    expect(mailed).toEqual([]);
  });
});

describe('an objection without a request and without e-mail', () => {
  it('has its news printed and posted, and T10 runs from the day its answer was received', async () => {
    const desk = await app.signIn('desk');
    const body = { grounds: ['b'], story: STORY, requester: paperPerson(), channel: 'post' };
    const entered = await desk.post<{ id: string; objectionNumber: string }>(
      '/api/v1/objections/paper',
      body,
    );
    const { id, objectionNumber: number } = entered.body;
    const [filed] = await tasksOf('objection-filed');
    const list = (await desk.page('/petugas/tugas')).text;
    expect(list).toContain(number);
    const path = `/petugas/tugas/${filed?.id ?? ''}/cetak`;
    expect(readPdf(await desk.download(`${path}/surat.pdf`)).text).toContain(number);
    const sent = { cara: 'post', hari: '24', bulan: '11', tahun: '2026' };
    const posted = await desk.submit(path, {
      ...hiddenFields((await desk.page(path)).text, 'cetak'),
      ...sent,
    });
    expect(posted.headers.get('location')).toBe('/petugas/tugas?selesai=kirim');
    await app.setClock('2026-12-21T10:00:00+09:00');
    await world.mustAct(['superior'], number, 'reply', granting('2027-01-29'));
    await app.sweep();
    const [answered] = await tasksOf('objection-answered');
    const at = `/petugas/tugas/${answered?.id ?? ''}/cetak`;
    const page = (await desk.page(at)).text;
    const letter = new RegExp(`href="(/petugas/keberatan/${id}/berkas/[0-9a-f-]{36})"`, 'u').exec(page)?.[1];
    expect(readPdf(await desk.download(letter ?? '')).text).toContain('Tanggapan atas Keberatan');
    const hidden = hiddenFields(page, 'cetak');
    const left = { cara: 'post', hari: '21', bulan: '12', tahun: '2026' };
    const waiting = await desk.submit(at, { ...hidden, ...left });
    expect(waiting.headers.get('location')).toBe('/petugas/tugas?selesai=menunggu-terima');
    await app.setClock('2026-12-29T10:00:00+09:00');
    const received = { terima_hari: '23', terima_bulan: '12', terima_tahun: '2026' };
    const done = await desk.submit(at, { ...hidden, ...left, ...received });
    expect(done.headers.get('location')).toBe('/petugas/tugas?selesai=kirim');
    const counted = await app.citizen.get<{ dueDate: string }>(
      '/api/v1/working-days?from=2026-12-23&count=14',
    );
    expect(await world.read(number)).toMatchObject({ commissionUntil: counted.body.dueDate });
  });
});
