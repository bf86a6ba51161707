import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SMTPServer } from 'smtp-server';
import { Config } from '../config/config.js';
import { flushFolder, makeFolder } from '../process/flushed-folder.js';
import { MAIL_LIMITS } from './mail-limits.js';

/**
 * The local mail server of an installation without SMTP_URL: on loopback, on a free port of its own. Each accepted
 * mail is a file DATA_DIR/mail/<milliseconds>-<random>.eml, on disk before the server says yes.
 */
@Injectable()
export class MailSink implements OnApplicationShutdown {
  private started: Promise<{ readonly server: SMTPServer; readonly url: string }> | null = null;

  constructor(private readonly config: Config) {}

  /** Its address; starts it at the first call. */
  async url(): Promise<string> {
    this.started ??= this.start();
    return (await this.started).url;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.started === null) return;
    const { server } = await this.started;
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private async start(): Promise<{ readonly server: SMTPServer; readonly url: string }> {
    const folder = mailFolder(this.config);
    await makeFolder(folder);
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      size: MAIL_LIMITS.sinkBytes,
      closeTimeout: 500,
      onData: (stream, _session, done) => {
        store(folder, stream).then(
          (name) => done(null, `stored as ${name}`),
          (error: unknown) => done(error instanceof Error ? error : new Error('not stored')),
        );
      },
    });
    server.on('error', () => undefined);
    const listener = server.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    if (typeof address !== 'object' || address === null) throw new Error('the mail sink has no port');
    return { server, url: `smtp://127.0.0.1:${address.port}` };
  }
}

/** Where the sink keeps its mails. */
export function mailFolder(config: Config): string {
  return join(config.dataDir, 'mail');
}

/** Whole or not at all: a mail that was said to be stored survives the loss of power. */
async function store(
  folder: string,
  stream: Readable & { readonly sizeExceeded?: boolean },
): Promise<string> {
  const milliseconds = Math.floor(performance.timeOrigin + performance.now());
  const name = `${String(milliseconds)}-${randomBytes(4).toString('hex')}.eml`;
  const draft = join(folder, `.${name}`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      for await (const chunk of stream) await file.writeFile(chunk as Buffer);
      await file.sync();
    } finally {
      await file.close();
    }
    if (stream.sizeExceeded === true)
      throw Object.assign(new Error('message too large'), { responseCode: 552 });
    await rename(draft, join(folder, name));
    await flushFolder(folder);
    return name;
  } finally {
    await rm(draft, { force: true });
  }
}
