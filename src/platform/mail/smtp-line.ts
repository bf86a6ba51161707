import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { crashPoint } from '../process/crash-point.js';
import { MAIL_LIMITS } from './mail-limits.js';

/** How far a sending came; it decides whether the server may have the mail. */
export type Progress = 'connecting' | 'envelope' | 'body' | 'final dot';

/**
 * What went wrong, and where. `command` is what the server answered (`CONN` = nothing we asked), `replyCode` what it
 * said, when it said anything.
 */
export class SmtpFault extends Error {
  constructor(
    readonly progress: Progress,
    readonly command: string,
    readonly replyCode: number | null,
    reply: string,
    options?: ErrorOptions,
  ) {
    super(reply, options);
    this.name = 'SmtpFault';
  }
}

/** The error that nodemailer hands over. */
interface RawFault {
  readonly message: string;
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** One open connection to the mail server, one mail at a time. */
export class SmtpLine {
  private mails = 0;
  private ended = false;
  private usedAt = performance.now();

  private constructor(private readonly connection: SMTPConnection) {
    connection.once('end', () => (this.ended = true));
    connection.on('error', () => (this.ended = true));
  }

  /** Connects, greets and signs in. @throws SmtpFault with progress `connecting`. */
  static async open(url: URL): Promise<SmtpLine> {
    const connection = new SMTPConnection(settings(url));
    const line = new SmtpLine(connection);
    await new Promise<void>((resolve, reject) => {
      const fail = (error: unknown): void => reject(toFault('connecting', error));
      connection.once('error', fail);
      connection.connect((error) => {
        if (error) return fail(error);
        if (url.username === '') return resolve();
        const credentials = {
          user: decodeURIComponent(url.username),
          pass: decodeURIComponent(url.password),
        };
        connection.login(credentials, (failed) => (failed ? fail(failed) : resolve()));
      });
    }).catch((error: unknown) => {
      connection.close();
      throw error;
    });
    crashPoint('smtp');
    return line;
  }

  get isFresh(): boolean {
    const idle = performance.now() - this.usedAt;
    return !this.ended && this.mails < MAIL_LIMITS.mailsPerConnection && idle < MAIL_LIMITS.idleMilliseconds;
  }

  /** Sends the frozen bytes; answers the server's reply to the final dot. @throws SmtpFault */
  async send(envelope: { readonly from: string; readonly to: string }, raw: string): Promise<string> {
    let progress: Progress = 'envelope';
    // nodemailer reads the body only after the server said 354, and writes the final dot once it has ended.
    const body = new Readable({
      read() {
        progress = 'body';
        crashPoint('smtp');
        this.push(raw);
        this.push(null);
      },
    });
    body.once('end', () => (progress = 'final dot'));
    this.mails += 1;
    try {
      return await new Promise<string>((resolve, reject) => {
        const fail = (error: unknown): void => reject(toFault(progress, error));
        this.connection.once('error', fail);
        this.connection.once('end', () => fail(new Error('connection closed')));
        this.connection.send({ from: envelope.from, to: [envelope.to] }, body, (error, info) => {
          if (error) fail(error);
          else resolve(info?.response ?? '');
        });
      });
    } finally {
      this.connection.removeAllListeners('error');
      this.connection.removeAllListeners('end');
      this.connection.on('error', () => (this.ended = true));
      this.connection.once('end', () => (this.ended = true));
      this.usedAt = performance.now();
    }
  }

  close(): void {
    this.ended = true;
    this.connection.quit();
  }
}

function settings(url: URL): ConstructorParameters<typeof SMTPConnection>[0] {
  const secure = url.protocol === 'smtps:';
  const signsIn = url.username !== '';
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? 465 : 25) : Number(url.port),
    secure,
    // A password never travels in the clear beyond this machine; without one, encryption is taken when offered.
    requireTLS: signsIn && !secure && !isLocal,
    tls: { rejectUnauthorized: secure || signsIn },
    dnsTimeout: MAIL_LIMITS.dnsMilliseconds,
    connectionTimeout: MAIL_LIMITS.connectMilliseconds,
    greetingTimeout: MAIL_LIMITS.greetingMilliseconds,
    socketTimeout: MAIL_LIMITS.silenceMilliseconds,
  };
}

function toFault(progress: Progress, error: unknown): SmtpFault {
  if (error instanceof SmtpFault) return error;
  const raw = error as RawFault;
  const reply = raw.response ?? `${raw.code ?? 'ERROR'}: ${raw.message}`;
  return new SmtpFault(progress, raw.command ?? 'CONN', raw.responseCode ?? null, reply, { cause: error });
}
