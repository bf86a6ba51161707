import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCity } from '../../src/platform/config/city.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { MailSink } from '../../src/platform/mail/mail-sink.js';
import { MailTransport } from '../../src/platform/mail/mail-transport.js';
import { Mailbox } from '../../src/platform/mail/mailbox.js';

const raw = (subject: string): string =>
  `From: ppid@ambon.test\r\nTo: warga@contoh.test\r\nSubject: ${subject}\r\nMessage-ID: <1@ambon.test>\r\n\r\nIsi surat.\r\n`;
const mail = { to: 'warga@contoh.test', raw: raw('Permohonan terdaftar') };

/** What the server says at each step, or 'drop' to break the connection there. */
interface Script {
  readonly greeting?: string;
  readonly recipient?: string;
  readonly data?: string;
  readonly dot?: string;
}

const servers: Server[] = [];
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  for (const server of servers.splice(0)) server.close();
});

async function scripted(script: Script): Promise<MailTransport> {
  const server = createServer((socket) => {
    const say = (line: string): void =>
      void (line === 'drop' ? socket.destroy() : socket.write(`${line}\r\n`));
    let inBody = false;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      if (inBody) {
        if (!text.endsWith('\r\n.\r\n')) return;
        inBody = false;
        say(script.dot ?? '250 queued');
      } else if (text.startsWith('EHLO')) say('250 here');
      else if (text.startsWith('RCPT')) say(script.recipient ?? '250 ok');
      else if (text.startsWith('DATA')) {
        inBody = script.data === undefined;
        say(script.data ?? '354 go on');
      } else say('250 ok');
    });
    say(script.greeting ?? '220 ready');
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return open(`smtp://127.0.0.1:${address.port}`);
}

function open(smtpUrl: string): MailTransport {
  const config = loadConfig({ SMTP_URL: smtpUrl, MAIL_FROM: 'ppid@ambon.test' });
  const transport = new MailTransport(config, loadCity(), new MailSink(config));
  closing.push(() => transport.onApplicationShutdown());
  return transport;
}

describe('MailTransport', () => {
  it('keeps the server words of an accepted mail', async () => {
    const transport = await scripted({ dot: '250 2.0.0 queued as ABC' });
    expect(await transport.send(mail)).toEqual({ outcome: 'accepted', reply: '250 2.0.0 queued as ABC' });
  });

  it.each<[string, Script, object]>([
    [
      'refused recipient',
      { recipient: '550 no such user' },
      { outcome: 'refused', reply: '550 no such user' },
    ],
    ['refused content', { dot: '554 spam' }, { outcome: 'refused', reply: '554 spam' }],
    ['greylisting', { recipient: '450 later' }, { outcome: 'temporary', reached: true, reply: '450 later' }],
    ['full disk', { dot: '452 full' }, { outcome: 'temporary', reached: true, reply: '452 full' }],
    ['busy server', { greeting: '421 busy' }, { outcome: 'temporary', reached: false }],
    ['a banned sender', { greeting: '554 go away' }, { outcome: 'temporary', reached: false }],
    ['break before the body', { data: 'drop' }, { outcome: 'temporary', reached: false }],
    ['break after the final dot', { dot: 'drop' }, { outcome: 'ambiguous' }],
  ])('tells the outcome of %s', async (_name, script, expected) => {
    expect(await (await scripted(script)).send(mail)).toMatchObject(expected);
  });

  it('tells that no server was reached', async () => {
    const transport = open('smtp://127.0.0.1:1');
    expect(await transport.send(mail)).toMatchObject({ outcome: 'temporary', reached: false });
  });
});

describe('the local sink', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenggat-sink-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('stores each accepted mail as a file that can be read', async () => {
    const config = loadConfig({ DATA_DIR: folder });
    const sink = new MailSink(config);
    const transport = new MailTransport(config, loadCity(), sink);
    closing.push(
      () => transport.onApplicationShutdown(),
      () => sink.onApplicationShutdown(),
    );
    const lanes = Array.from({ length: 20 }, (_none, at) =>
      transport.send({ to: `warga${at}@contoh.test`, raw: raw(`Surat ${at}`) }),
    );
    for (const result of await Promise.all(lanes)) expect(result.outcome).toBe('accepted');
    expect(await readdir(join(folder, 'mail'))).toHaveLength(20);
    const stored = await new Mailbox(config).list();
    expect(stored.map(({ subject }) => subject).sort()).toContain('Surat 7');
    expect(stored[0]).toMatchObject({
      to: 'warga@contoh.test',
      messageId: '<1@ambon.test>',
      text: 'Isi surat.\n',
    });
    expect(await new Mailbox(config).find('../accounts')).toBeNull();
  });
});
