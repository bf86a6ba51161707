import { createHash } from 'node:crypto';
import { type Behaviour, MisbehavingServer } from '../../support/smtp-servers.js';

/** What the mail server said to one mail whose final dot it saw, by its own watch. */
export interface MailLine {
  readonly at: number;
  readonly to: string;
  readonly messageId: string;
  readonly bodyHash: string;
  /** Whether its yes went out; else the sender cannot know that it has the mail. */
  readonly fate: { readonly isAnswered: boolean };
}

/**
 * The city's mail server with a log of its own. What it does to a mail is asked of `mood` each time; it can be away
 * altogether, take only so many connections, or be slow.
 */
export class FaultyMailServer {
  /** Everything that it took, oldest first. */
  readonly log: MailLine[] = [];
  private readonly server = new MisbehavingServer();
  private port = 0;
  private isAway = false;

  constructor() {
    this.server.keep = ({ at, to, raw, fate }) => {
      const messageId = /^message-id:\s*(<[^>]+>)/imu.exec(raw)?.[1] ?? '';
      this.log.push({ at, to, messageId, bodyHash: createHash('sha256').update(raw).digest('hex'), fate });
    };
  }

  /** Starts on a port that it keeps, whatever happens to it. */
  async start(): Promise<void> {
    await this.server.start();
    this.port = this.server.port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${String(this.port)}`;
  }

  set mood(behave: (to: string) => Behaviour) {
    this.server.behave = behave;
  }

  /** Every mail's answer comes so much later; 0 answers at once. */
  slow(milliseconds: number): void {
    this.server.slowMilliseconds = milliseconds;
    this.server.behave = () => (milliseconds === 0 ? 'accept' : 'slow');
  }

  /** How many connections it takes at once; the next hears 421. */
  limitConnections(count: number): void {
    this.server.mostConnections = count;
  }

  /** Nobody listens and every line breaks. */
  async away(): Promise<void> {
    if (this.isAway) return;
    this.isAway = true;
    await this.server.stop();
  }

  /** It listens again where it did, and takes everything. */
  async heal(): Promise<void> {
    this.server.behave = () => 'accept';
    this.server.mostConnections = Infinity;
    this.server.replies = {};
    if (this.isAway) await this.server.start(this.port);
    this.isAway = false;
  }

  async stop(): Promise<void> {
    if (!this.isAway) await this.server.stop();
    this.isAway = true;
  }

  /** Mails in its hands that wait for their slow answer. */
  get held(): number {
    return this.server.held;
  }
}
