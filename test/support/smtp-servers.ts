import net from 'node:net';

/** How a server answers one mail. */
export type Behaviour =
  | 'accept'
  | 'temporary-recipient'
  | 'refuse-recipient'
  | 'temporary-data'
  | 'refuse-data'
  /** Takes the mail and breaks the line after the final dot, before its reply. */
  | 'drop-after-dot'
  /** Breaks the line at RCPT. */
  | 'drop-early'
  /** Answers the final dot only after `slowMilliseconds`. */
  | 'slow';

/** A step of the conversation; `DOT` is the final dot. */
export type Step = 'GREETING' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'DOT';

export interface Taken {
  /** When its final dot came, in milliseconds since the epoch. */
  readonly at: number;
  readonly to: string;
  readonly raw: string;
  /** Whether the yes to it has gone out. */
  readonly fate: { isAnswered: boolean };
}

/**
 * A real SMTP server on a free port that does to each mail what `behave` says. `taken` holds every mail whose final
 * dot arrived and that was not answered with a no: what the world outside has seen.
 */
export class MisbehavingServer {
  readonly taken: Taken[] = [];
  behave: (to: string) => Behaviour = () => 'accept';
  /** What becomes of a taken mail; a long run keeps less of it than its whole text. */
  keep: (mail: Taken) => void = (mail) => void this.taken.push(mail);
  slowMilliseconds = 200;
  /** Most mails that waited for their slow reply at the same moment. */
  mostHeld = 0;
  held = 0;
  /** Runs while a `slow` mail waits for its reply. */
  onHeld: () => void = () => undefined;
  /** How many connections it takes at once; the next hears 421. */
  mostConnections = Infinity;
  /** What it says to a step instead of yes, for instance `{ MAIL: '550 not you' }`. */
  replies: Partial<Record<Step, string>> = {};
  private readonly sockets = new Set<net.Socket>();
  private readonly server = net.createServer((socket) => this.greet(socket));

  async start(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
  }

  get url(): string {
    return `smtp://127.0.0.1:${String(this.port)}`;
  }

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not listen');
    return address.port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private greet(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    if (this.sockets.size <= this.mostConnections) new Session(socket, this);
    else socket.on('error', () => undefined).end('421 4.7.0 too many connections\r\n');
  }
}

class Session {
  private readonly buffered: Buffer[] = [];
  private to = '';
  private inData = false;

  constructor(
    private readonly socket: net.Socket,
    private readonly owner: MisbehavingServer,
  ) {
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', () => undefined);
    this.say(owner.replies.GREETING ?? '220 uji');
  }

  private say(line: string): void {
    if (!this.socket.destroyed) this.socket.write(`${line}\r\n`);
  }

  private take(chunk: Buffer): void {
    this.buffered.push(chunk);
    let text = Buffer.concat(this.buffered).toString('latin1');
    for (;;) {
      const end = this.inData ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
      if (end === -1) break;
      const part = text.slice(0, end);
      text = text.slice(end + (this.inData ? 5 : 2));
      if (this.inData) this.endOfData(part);
      else this.command(part);
    }
    this.buffered.splice(0, this.buffered.length, Buffer.from(text, 'latin1'));
  }

  private command(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    const reply = this.scripted(verb);
    if (reply !== undefined) return this.say(reply);
    if (verb === 'RCPT') return this.recipient(line);
    if (verb === 'DATA') {
      this.inData = true;
      return this.say('354 kirim');
    }
    if (verb === 'QUIT') {
      this.say('221 selesai');
      this.socket.end();
      return;
    }
    if (verb === 'EHLO') return this.say(this.offers());
    this.say(verb === 'HELO' ? '250 uji' : '250 ok');
  }

  /** Offers what it will refuse. */
  private offers(): string {
    const { STARTTLS, AUTH } = this.owner.replies;
    const offers = [
      ...(STARTTLS === undefined ? [] : ['STARTTLS']),
      ...(AUTH === undefined ? [] : ['AUTH PLAIN']),
    ];
    return ['uji', ...offers]
      .map((offer, at) => `250${at === offers.length ? ' ' : '-'}${offer}`)
      .join('\r\n');
  }

  private scripted(verb: string): string | undefined {
    const { replies } = this.owner;
    if (verb === 'STAR') return replies.STARTTLS;
    if (verb === 'HELO') return replies.EHLO;
    const step = (['EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA'] as const).find((name) => name === verb);
    return step === undefined ? undefined : replies[step];
  }

  private recipient(line: string): void {
    this.to = /<([^>]*)>/u.exec(line)?.[1] ?? '';
    const behaviour = this.owner.behave(this.to);
    if (behaviour === 'drop-early') this.socket.destroy();
    else if (behaviour === 'temporary-recipient') this.say(`450 4.2.1 <${this.to}> mailbox busy`);
    else if (behaviour === 'refuse-recipient') this.say(`550 5.1.1 <${this.to}> no such user`);
    else this.say('250 ok');
  }

  private endOfData(raw: string): void {
    this.inData = false;
    const { DOT } = this.owner.replies;
    if (DOT !== undefined) return this.say(DOT);
    const behaviour = this.owner.behave(this.to);
    if (behaviour === 'temporary-data') return this.say('451 4.3.0 try later');
    if (behaviour === 'refuse-data') return this.say('554 5.7.1 content refused');
    const fate = { isAnswered: false };
    this.owner.keep({ at: Date.now(), to: this.to, raw, fate });
    const answer = (): void => {
      fate.isAnswered = !this.socket.destroyed;
      this.say('250 2.0.0 queued as uji');
    };
    if (behaviour === 'drop-after-dot') {
      this.socket.destroy();
      return;
    }
    if (behaviour === 'slow') {
      this.owner.held += 1;
      this.owner.mostHeld = Math.max(this.owner.mostHeld, this.owner.held);
      this.owner.onHeld();
      setTimeout(() => {
        this.owner.held -= 1;
        answer();
      }, this.owner.slowMilliseconds);
      return;
    }
    answer();
  }
}
