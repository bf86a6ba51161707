import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { City } from '../config/city.js';
import { Config } from '../config/config.js';
import { crashPoint } from '../process/crash-point.js';
import { MAIL_LIMITS } from './mail-limits.js';
import { MailSink } from './mail-sink.js';
import { SmtpFault, SmtpLine } from './smtp-line.js';

/**
 * What became of one sending, with the server's words as proof.
 * `accepted`: it has the mail. `refused`: it never will take it (5yz to the recipient or to the whole mail).
 * `temporary`: it does not have it; `reached` is false where no server answered, or none that would work for us.
 * `ambiguous`: no clear answer came after the final dot, so it may have it.
 */
export type SendResult =
  | { readonly outcome: 'accepted' | 'refused' | 'ambiguous'; readonly reply: string }
  | { readonly outcome: 'temporary'; readonly reached: boolean; readonly reply: string };

/** The way to the mail server, or to the local sink when none is set. Keeps connections for the next mail. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private readonly idle: SmtpLine[] = [];
  private closed = false;

  constructor(
    private readonly config: Config,
    private readonly city: City,
    private readonly sink: MailSink,
  ) {}

  /** The sender of every mail: MAIL_FROM, else the desk's address. */
  get from(): string {
    return this.config.mailFrom ?? this.city.desk.email;
  }

  /** Sends the frozen message to one plain address. Never throws for what a server or network does. */
  async send(mail: { readonly to: string; readonly raw: string }): Promise<SendResult> {
    let line: SmtpLine | null = null;
    try {
      line = await this.take();
      const reply = await line.send({ from: this.from, to: mail.to }, mail.raw);
      crashPoint('smtp');
      this.giveBack(line);
      return { outcome: 'accepted', reply: shortened(reply) };
    } catch (error) {
      if (!(error instanceof SmtpFault)) {
        line?.close();
        throw error;
      }
      // After a 4xx or 5xx the connection is of use again only past a RSET; a new one is simpler.
      line?.close();
      return verdict(error);
    }
  }

  onApplicationShutdown(): void {
    this.closed = true;
    for (const line of this.idle.splice(0)) line.close();
  }

  private async take(): Promise<SmtpLine> {
    for (let line = this.idle.pop(); line !== undefined; line = this.idle.pop()) {
      if (line.isFresh) return line;
      line.close();
    }
    return SmtpLine.open(new URL(this.config.smtpUrl ?? (await this.sink.url())));
  }

  private giveBack(line: SmtpLine): void {
    if (this.closed || !line.isFresh) line.close();
    else this.idle.push(line);
  }
}

/**
 * Only 5yz about the recipient or about the whole mail is a refusal for good. A server that will not have us (greeting,
 * EHLO, STARTTLS, sign-in, MAIL FROM) says nothing about this mail: it counts as away. After the final dot any word
 * but a clear no may mean that it has the mail.
 */
function verdict(fault: SmtpFault): SendResult {
  const { progress, command, replyCode } = fault;
  const reply = shortened(fault.message);
  if (isAboutUs(fault)) return { outcome: 'temporary', reached: false, reply };
  const answersDot = progress === 'final dot' && command === 'DATA';
  if (isWithin(replyCode, 500) && (command === 'RCPT TO' || answersDot)) return { outcome: 'refused', reply };
  if (progress === 'final dot' && !(answersDot && isWithin(replyCode, 400)))
    return { outcome: 'ambiguous', reply };
  return { outcome: 'temporary', reached: replyCode !== null, reply };
}

/** 530 sign in first, 535 wrong password, 538 encrypt first: ours to mend, wherever they come (RFC 4954). */
const SIGN_IN_REPLIES: readonly (number | null)[] = [530, 535, 538];

function isAboutUs({ progress, command, replyCode }: SmtpFault): boolean {
  if (progress === 'connecting' || SIGN_IN_REPLIES.includes(replyCode)) return true;
  return command === 'MAIL FROM' && !isWithin(replyCode, 400);
}

function isWithin(replyCode: number | null, hundred: number): boolean {
  return replyCode !== null && replyCode >= hundred && replyCode < hundred + 100;
}

function shortened(reply: string): string {
  return reply.replace(/[\r\n\t]+/g, ' ').slice(0, MAIL_LIMITS.replySigns);
}
