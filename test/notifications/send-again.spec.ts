import { simpleParser } from 'mailparser';
import type { SendAgainOutcome } from '../../src/office/notifications/send-again.js';
import { OutboxWorld } from './outbox-world.js';
import { MisbehavingServer } from '../support/smtp-servers.js';

const world = new OutboxWorld();
const desk = { role: 'desk', agency: null } as const;
let server: MisbehavingServer;

beforeAll(() => world.start(), 120_000);
afterAll(() => world.stop());
beforeEach(async () => {
  await world.empty();
  server = new MisbehavingServer();
  await server.start();
});
afterEach(() => server.stop());

/** A requester whose mail is refused for good. Answers the person's id. */
async function refusedMail(notAfter?: Date): Promise<string> {
  const requesterId = crypto.randomUUID();
  const person = {
    name: 'Uji',
    nationalId: null,
    address: 'Ambon',
    email: 'warga@contoh.test',
    phone: null,
    occupation: null,
    decreeNumber: null,
    principal: null,
    members: [],
  };
  const prepared = world.requesters.prepare({
    id: requesterId,
    kind: 'individual',
    person,
    language: 'id',
    citizenship: 'WNI',
    identityKind: 'atDesk',
    identityFileId: null,
  });
  const recipient = { kind: 'requester', requesterId, address: person.email, language: 'id' } as const;
  await world.work(async (tx) => {
    await world.requesters.insert(tx, prepared, await tx.now());
    const change = notAfter === undefined ? { recipient } : { recipient, notAfter };
    await world.outbox.enqueue(tx, world.message('k1', change));
  });
  server.behave = (to) => (to === 'warga@contoh.test' ? 'refuse-recipient' : 'accept');
  await world.sender(server.url).drain();
  expect((await world.row('k1')).state).toBe('refused');
  return requesterId;
}

async function openTasks(): Promise<readonly { id: string; kind: string }[]> {
  return world.work((tx) => world.tasks.listOpen(tx, desk));
}

async function again(taskId?: string): Promise<SendAgainOutcome> {
  const id = taskId ?? (await openTasks())[0]?.id ?? '';
  return world.work((tx) => world.sendAgain.run(tx, id, crypto.randomUUID(), desk));
}

const mailOf = (to: string): string => server.taken.find((mail) => mail.to === to)?.raw ?? '';

describe('sending again', () => {
  it('takes a refused mail back with the same bytes', async () => {
    await refusedMail();
    const before = await world.row('k1');
    expect(await again()).toBe('waiting');
    expect(await openTasks()).toEqual([]);
    const row = await world.row('k1');
    expect(row).toMatchObject({ state: 'waiting', message_id: before.message_id, attempts: 1 });
    expect(row.body_hash.equals(before.body_hash)).toBe(true);
    server.behave = () => 'accept';
    await world.sender(server.url).drain();
    expect(await world.row('k1')).toMatchObject({ state: 'accepted', attempts: 2 });
    expect((await simpleParser(mailOf('warga@contoh.test'))).messageId).toBe(before.message_id);
    expect((await world.attempts('k1')).map(({ outcome }) => outcome)).toEqual(['refused', 'accepted']);
  });

  it('goes to the address that the requester corrected', async () => {
    const id = await refusedMail();
    await world.work((tx) => world.requesters.correct(tx, id, { email: 'baru@contoh.test' }));
    const { message_id: messageId } = await world.row('k1');
    expect(await again()).toBe('waiting');
    await world.sender(server.url).drain();
    expect((await world.row('k1')).state).toBe('accepted');
    const raw = mailOf('baru@contoh.test');
    expect(raw).toContain('To: baru@contoh.test\r\n');
    expect(raw).not.toContain('warga@');
    expect((await simpleParser(raw)).messageId).toBe(messageId);
  });

  it('makes a new task when it is refused again', async () => {
    await refusedMail();
    const [first] = await openTasks();
    await again();
    await world.sender(server.url).drain();
    const tasks = await openTasks();
    expect(tasks.map(({ kind }) => kind)).toEqual(['mail-refused']);
    expect(tasks[0]?.id).not.toBe(first?.id);
    expect(server.taken.filter(({ to }) => to === world.city.desk.email)).toHaveLength(2);
  });

  it('works once for two who press it', async () => {
    await refusedMail();
    const id = (await openTasks())[0]?.id ?? '';
    expect((await Promise.all([again(id), again(id)])).sort()).toEqual(['no-such-task', 'waiting']);
  });

  it('leaves a reminder alone that has lost its meaning', async () => {
    const soon = await world.work(async (tx) => new Date((await tx.now()).getTime() + 60_000));
    await refusedMail(soon);
    await world.advance('2 minutes');
    expect(await again()).toBe('gone');
    expect((await world.row('k1')).state).toBe('refused');
    expect(await openTasks()).toHaveLength(1);
  });
});
