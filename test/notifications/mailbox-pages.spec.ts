import { MailPreviewController } from '../../src/office/notifications/mail-preview.controller.js';
import { MailRenderer } from '../../src/office/notifications/mail-renderer.js';
import { MAIL_KIND_NAMES } from '../../src/office/notifications/mail-kinds.js';
import { MailboxController } from '../../src/office/notifications/mailbox.controller.js';
import { loadCity } from '../../src/platform/config/city.js';
import { loadConfig, type Config } from '../../src/platform/config/config.js';
import { composeMail } from '../../src/platform/mail/compose-mail.js';
import { Mailbox } from '../../src/platform/mail/mailbox.js';
import { MailSink } from '../../src/platform/mail/mail-sink.js';
import { MailTransport } from '../../src/platform/mail/mail-transport.js';
import { Views } from '../../src/platform/views/views.js';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { htmlFindings } from '../support/browser.js';

const city = loadCity();
const assets = new Proxy<Record<string, string>>({}, { get: (_none, name) => String(name) });
const views = new Views(city, { assets });
let folder: string;
let config: Config;
let sink: MailSink;

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tenggat-surat-'));
  config = loadConfig({ DATA_DIR: folder });
  sink = new MailSink(config);
});
afterAll(async () => {
  await sink.onApplicationShutdown();
  await fs.rm(folder, { recursive: true, force: true });
});

interface Reply {
  readonly headers: Record<string, string>;
  readonly status: number;
}
const visit = (url: string, ip = '127.0.0.1'): { request: never; reply: never; seen: Reply } => {
  const seen = { headers: {} as Record<string, string>, status: 0 };
  const reply = {
    code: (status: number) => (seen.status = status),
    header: (name: string, value: string) => (seen.headers[name] = value),
  };
  return {
    request: { url, id: 'abcdef123456', headers: {}, socket: { remoteAddress: ip } } as never,
    reply: reply as never,
    seen,
  };
};
const renderer = (): MailRenderer => new MailRenderer(views, city, config);

describe('mailbox pages', () => {
  it('show what the sink took, with its text, links and files', async () => {
    const rendered = renderer().sample('registered', 'id');
    const raw = composeMail({
      from: { name: 'PPID Kota Ambon', address: 'ppid@ambon.test' },
      to: 'warga@contoh.test',
      replyTo: null,
      ...rendered,
      messageId: '<a@ppid.ambon.test>',
      date: new Date(0),
      language: 'id',
    });
    const transport = new MailTransport(config, city, sink);
    expect(await transport.send({ to: 'warga@contoh.test', raw })).toMatchObject({ outcome: 'accepted' });
    transport.onApplicationShutdown();
    const mailbox = new Mailbox(config);
    const controller = new MailboxController(config, views, mailbox);
    const list = visit('/_surat');
    const page = await controller.list(list.request, list.reply);
    expect(await htmlFindings(page)).toEqual([]);
    const id = /\/_surat\/email\/([^"]+)/u.exec(page)?.[1] ?? '';
    const one = visit(`/_surat/email/${id}`);
    const mail = await controller.show(one.request, one.reply, id);
    expect(await htmlFindings(mail)).toEqual([]);
    expect(mail).toContain('batas.ics');
    expect(mail).toContain('/permohonan-saya?k=Q4M82TXRKD7WAH3N</a>');
    const html = visit(`/_surat/email/${id}/html`);
    expect(await controller.html(html.request, html.reply, id)).toContain('#1e7a4c');
    expect(html.seen.headers['content-security-policy']).toContain(
      "default-src 'none'; style-src 'unsafe-inline'",
    );
    await expect(controller.show(one.request, one.reply, '../keys')).rejects.toMatchObject({ status: 404 });
  });

  it('preview each kind in both languages and forms', async () => {
    const controller = new MailPreviewController(config, views, renderer());
    const index = visit('/_surat/pratinjau');
    const page = controller.index(index.request, index.reply);
    expect(await htmlFindings(page)).toEqual([]);
    for (const kind of MAIL_KIND_NAMES) {
      expect(page).toContain(`/_surat/pratinjau/${kind}?bahasa=en&amp;bentuk=html`);
      const { request, reply, seen } = visit(`/_surat/pratinjau/${kind}`);
      expect(controller.show(request, reply, kind, 'en', 'text')).toMatch(/^[^\n]{1,60}\n\nDear /u);
      expect(controller.show(request, reply, kind, 'id', undefined)).toContain('<html lang="id">');
      expect(seen.headers['content-type']).toBe('text/html; charset=utf-8');
    }
    expect(() => controller.show(index.request, index.reply, 'constructor', 'id', 'html')).toThrow(
      'not-found',
    );
  });

  it('do not exist for other machines and in the served mode', () => {
    const stranger = visit('/_surat/pratinjau', '10.0.0.7');
    const controller = new MailPreviewController(config, views, renderer());
    expect(() => controller.index(stranger.request, stranger.reply)).toThrow('not-found');
    const served = new MailPreviewController({ ...config, embedded: false }, views, renderer());
    const here = visit('/_surat/pratinjau');
    expect(() => served.index(here.request, here.reply)).toThrow('not-found');
  });
});
