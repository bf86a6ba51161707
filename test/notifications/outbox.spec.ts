import { simpleParser } from 'mailparser';
import { loadCityFiles } from '../../src/city-files.js';
import { sealedPlace } from '../../src/office/notifications/sealed-content.js';
import { OutboxWorld } from './outbox-world.js';

const world = new OutboxWorld();
beforeAll(() => world.start(), 120_000);
afterAll(() => world.stop());
beforeEach(() => world.empty());

describe('outbox', () => {
  it('writes a mail once for each effect key', async () => {
    await world.work((tx) => world.outbox.enqueue(tx, world.message('k1')));
    const first = await world.row('k1');
    await world.work((tx) =>
      world.outbox.enqueue(
        tx,
        world.message('k1', { data: { ...world.message('k1').data, number: 'AMBON-2026-000999' } }),
      ),
    );
    const second = await world.row('k1');
    expect(second.message_id).toBe(first.message_id);
    expect(second.body_hash.equals(first.body_hash)).toBe(true);
    expect(await world.sql('SELECT 1 FROM outbox')).toHaveLength(1);
  });

  it('gives the mails of a clock that was ahead the moment they would get now, and no other mail', async () => {
    await loadCityFiles(world.database);
    // Tuesday evening in Ambon: staff read their mail from half past seven.
    const set = (at: string): Promise<unknown> =>
      world.sql('UPDATE test_clock SET shift = $1::timestamptz - clock_timestamp()', [at]);
    const queue = (to: string): Promise<void> =>
      world.work((tx) =>
        world.outbox.enqueueAll(tx, [world.message(`citizen-${to}`), world.assigned(`staff-${to}`)]),
      );
    await set('2026-11-24T20:00:00+09:00');
    await queue('before');
    await set('2026-12-14T20:00:00+09:00');
    await queue('ahead');
    await set('2026-11-24T20:05:00+09:00');
    expect(await world.work((tx) => world.outbox.bringBack(tx))).toBe(2);
    expect(await world.work((tx) => world.outbox.bringBack(tx))).toBe(0);
    const leaves = async (key: string): Promise<number> => Math.round((await world.row(key)).wait / 60) + 0;
    const morning = 11 * 60 + 25;
    expect([await leaves('staff-before'), await leaves('staff-ahead')]).toEqual([morning, morning]);
    expect([await leaves('citizen-before'), await leaves('citizen-ahead')]).toEqual([-5, 0]);
  });

  it('keeps nothing of a transaction that was rolled back', async () => {
    await expect(
      world.work(async (tx) => {
        await world.outbox.enqueue(tx, world.message('k1'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await world.sql('SELECT 1 FROM outbox')).toEqual([]);
  });

  it('seals address, link and body, bound to their row', async () => {
    await world.work((tx) => world.outbox.enqueueAll(tx, [world.message('k1'), world.message('k2')]));
    const dump = JSON.stringify(
      await world.sql(`SELECT to_jsonb(o) AS row, encode(o.sealed, 'escape') AS bytes FROM outbox o`),
    );
    for (const secret of ['warga@contoh.test', 'warga', 'rahasia', 'AMBON-2026', 'Yth'])
      expect(dump).not.toContain(secret);
    const [one, two] = [await world.row('k1'), await world.row('k2')];
    const opened = world.vault.open(one.sealed ?? Buffer.alloc(0), sealedPlace(one.message_id)).toString();
    expect(opened).toContain('warga@contoh.test');
    expect(() => world.vault.open(two.sealed ?? Buffer.alloc(0), sealedPlace(one.message_id))).toThrow();
  });

  it('freezes a message that mail readers understand', async () => {
    await world.work((tx) => world.outbox.enqueue(tx, world.overdue('k1', { caseId: null })));
    const content = await world.work((tx) => world.outbox.contentOf(tx, 'k1'));
    const mail = await simpleParser(content?.raw ?? '');
    expect(mail.messageId).toBe((await world.row('k1')).message_id);
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@ppid\.ambon\.test>$/u);
    expect(mail.from?.text).toBe('"PPID Kota Ambon" <ppid@ambon.test>');
    expect(mail.subject).toBe('Batas jawaban AMBON-2026-000123 sudah lewat');
    expect(mail.attachments.map((file) => file.filename)).toEqual(['keberatan.ics']);
    const calendar = mail.attachments[0]?.content.toString('utf8') ?? '';
    expect(calendar).toContain('UID:objection-window-k1@ppid.ambon.test');
    expect(calendar).toContain('UID:reply-due-k1@ppid.ambon.test');
    expect(calendar.match(/STATUS:(CANCELLED|CONFIRMED)/gu)).toEqual([
      'STATUS:CONFIRMED',
      'STATUS:CANCELLED',
    ]);
  });

  it('puts the number into a prepared mail under the counter lock', async () => {
    const { number: _, ...data } = world.overdue('k1').data;
    const prepared = world.outbox.prepare<'overdue'>(
      { ...world.overdue('k1'), data },
      new Date('2026-12-08T15:00:00Z'),
    );
    await world.work((tx) => world.outbox.insert(tx, [prepared.finish('AMBON-2026-000777')]));
    const content = await world.work((tx) => world.outbox.contentOf(tx, 'k1'));
    const mail = await simpleParser(content?.raw ?? '');
    expect(mail.subject).toBe('Batas jawaban AMBON-2026-000777 sudah lewat');
    expect(content?.raw).not.toContain('ZQZQ');
    expect(mail.attachments[0]?.content.toString('utf8')).toContain('PPID AMBON-2026-000777');
  });

  it('leaves who has no email, or an unfit one, to the desk', async () => {
    const none = {
      kind: 'requester',
      requesterId: crypto.randomUUID(),
      address: null,
      language: 'id',
    } as const;
    await world.work((tx) => world.outbox.enqueue(tx, world.message('k1', { recipient: none })));
    await world.work((tx) =>
      world.outbox.enqueue(
        tx,
        world.message('k2', { recipient: { ...none, address: 'a@b.test\r\nBcc: x@y.test' } }),
      ),
    );
    await world.work((tx) => world.outbox.enqueue(tx, world.message('k1', { recipient: none })));
    expect(await world.row('k1')).toMatchObject({ state: 'undeliverable', server_reply: 'no-address' });
    expect(await world.row('k2')).toMatchObject({ state: 'undeliverable', server_reply: 'unfit-address' });
    const tasks = await world.work((tx) => world.tasks.listOpen(tx, { role: 'desk', agency: null }));
    expect(tasks.map((task) => [task.kind, task.facts['effectKey']])).toEqual([
      ['print-mail', 'k1'],
      ['print-mail', 'k2'],
    ]);
    const content = await world.work((tx) => world.outbox.contentOf(tx, 'k2'));
    expect(content?.raw).not.toMatch(/^Bcc/mu);
  });

  it('takes back reminders that became pointless but no legal notice', async () => {
    await world.work((tx) => world.outbox.enqueueAll(tx, [world.message('k1'), world.overdue('k2')]));
    await world.work((tx) => world.outbox.enqueue(tx, world.message('k3', { supersedes: ['k1', 'k2'] })));
    expect((await world.row('k1')).state).toBe('superseded');
    expect((await world.row('k1')).sealed).toBeNull();
    expect((await world.row('k2')).state).toBe('waiting');
    expect((await world.row('k3')).state).toBe('waiting');
  });

  it('gives codes and reminders an end and legal notices none', async () => {
    const soon = new Date('2026-12-08T15:00:00Z');
    await world.work((tx) =>
      world.outbox.enqueueAll(tx, [
        {
          kind: 'mail-code',
          effectKey: 'k1',
          caseId: null,
          recipient: { kind: 'address', address: 'warga@contoh.test', language: 'en' },
          data: { code: '12345678', minutes: 10 },
        },
        world.message('k2', { notAfter: soon }),
        world.overdue('k3', { notAfter: soon }),
      ]),
    );
    const [row] = await world.sql<{ minutes: number }>(
      `SELECT extract(epoch FROM not_after - created_at)::int / 60 AS minutes FROM outbox WHERE effect_key = 'k1'`,
    );
    expect(row?.minutes).toBe(10);
    expect((await world.row('k2')).not_after).toEqual(soon);
    expect((await world.row('k3')).not_after).toBeNull();
  });

  it('refuses data that a kind does not have, at compile time', async () => {
    // @ts-expect-error a message has no outcome
    const wrong = world.message('k1', { data: { outcome: 'granted_full' } });
    await expect(world.work((tx) => world.outbox.enqueue(tx, wrong))).rejects.toThrow(/needs the value/u);
  });
});
