import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { MailTransport } from '../../platform/mail/mail-transport.js';
import { crashPoint } from '../../platform/process/crash-point.js';
import { RefusedMails } from './refused-mails.js';
import { withoutAddresses } from './reply-text.js';
import { retryPauseMinutes } from './retry-pauses.js';
import { sealedPlace, type SealedContent } from './sealed-content.js';
import {
  claimNext,
  LEASE_SECONDS,
  recordVerdict,
  renewLeases,
  type ClaimedMail,
  type Verdict,
} from './sender-rows.js';

/** Mails that are sent at once by one process; each lane holds one connection to the mail server. */
const LANES = 5;
const RENEW_MILLISECONDS = (LEASE_SECONDS * 1000) / 3;
/** After so many mails in a row that found no server, the rest waits for the next wake. */
const GIVE_UP_AFTER = 3;

/**
 * Empties the outbox. Claims a mail, commits that the attempt has begun, sends outside of any transaction, and writes
 * what the server said. Any number of senders may run; a dead or frozen one loses its mail to the next after
 * a minute, and can change nothing any more.
 */
@Injectable()
export class Sender {
  private readonly logger = new Logger('sender');

  constructor(
    private readonly database: Database,
    private readonly transport: MailTransport,
    private readonly vault: Vault,
    private readonly config: Config,
    private readonly refused: RefusedMails,
  ) {}

  /**
   * Sends every mail that is due, until none is, or no server answers. Safe to run twice at once.
   * @returns how many mails were worked on: sent, tried in vain, or found to be pointless.
   */
  async drain(): Promise<number> {
    const run: Run = { held: new Map(), worked: 0, unreached: 0 };
    const first = await this.claim();
    if (first === null) return 0;
    const renewal = setInterval(() => void this.renew(run), RENEW_MILLISECONDS);
    try {
      const others = Array.from({ length: LANES - 1 }, () => this.lane(run, 'claim'));
      const ends = await Promise.allSettled([this.lane(run, first), ...others]);
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    } finally {
      clearInterval(renewal);
    }
    return run.worked;
  }

  /** One mail after the other, from claim to record, until nothing is due or no server answers. */
  private async lane(run: Run, first: Claim | 'claim'): Promise<void> {
    let mail = first === 'claim' ? await this.claim() : first;
    while (mail !== null) {
      run.worked += 1;
      if (mail !== 'superseded') await this.carry(mail, run);
      if (run.unreached >= GIVE_UP_AFTER) return;
      mail = await this.claim();
    }
  }

  private claim(): Promise<Claim | null> {
    return this.database.transaction(SYSTEM, ALL, (tx) => claimNext(tx, this.config.sending));
  }

  private async carry(mail: ClaimedMail, run: Run): Promise<void> {
    run.held.set(mail.id, mail);
    try {
      await this.deliver(mail, run);
    } finally {
      run.held.delete(mail.id);
    }
  }

  private async deliver(mail: ClaimedMail, run: Run): Promise<void> {
    const claimedAt = performance.now();
    const content = this.open(mail);
    crashPoint('smtp');
    // Frozen between claim and first command: another sender has the mail by now.
    if (performance.now() - claimedAt > (LEASE_SECONDS * 1000) / 2) return;
    const verdict = await this.send(content, mail, run);
    crashPoint('smtp');
    const held = await this.database.transaction(SYSTEM, ALL, async (tx) => {
      const recorded = await recordVerdict(tx, mail, verdict);
      if (recorded !== null && verdict.outcome === 'refused') await this.refused.handOver(tx, recorded);
      return recorded !== null;
    });
    if (!held) this.logger.warn(`mail ${mail.id}: another sender took over, its record stands`);
  }

  private async send(content: SealedContent | null, mail: ClaimedMail, run: Run): Promise<Verdict> {
    const pauseMinutes = retryPauseMinutes(mail.attempts);
    if (content === null)
      return { outcome: 'temporary', reply: 'content cannot be opened with this key', pauseMinutes };
    try {
      const result = await this.transport.send(content);
      const reached = result.outcome !== 'temporary' || result.reached;
      run.unreached = reached ? 0 : run.unreached + 1;
      return { outcome: result.outcome, reply: withoutAddresses(result.reply, content.to), pauseMinutes };
    } catch (error) {
      // Nobody knows how far it came: taken for possibly delivered, tried again with the same Message-ID.
      this.logger.error(`mail ${mail.id}: ${error instanceof Error ? error.name : 'failed'}`);
      return { outcome: 'ambiguous', reply: 'no answer was understood', pauseMinutes };
    }
  }

  private open(mail: ClaimedMail): SealedContent | null {
    try {
      return JSON.parse(
        this.vault.open(mail.sealed, sealedPlace(mail.messageId)).toString('utf8'),
      ) as SealedContent;
    } catch {
      this.logger.error(`mail ${mail.id} cannot be opened: wrong master key?`);
      return null;
    }
  }

  private async renew(run: Run): Promise<void> {
    const held = [...run.held.values()];
    if (held.length === 0) return;
    try {
      await this.database.transaction(SYSTEM, ALL, (tx) => renewLeases(tx, held));
    } catch (error) {
      this.logger.warn(`leases not renewed: ${error instanceof Error ? error.message : 'failed'}`);
    }
  }
}

type Claim = ClaimedMail | 'superseded';

/** What the lanes of one drain share. */
interface Run {
  readonly held: Map<string, ClaimedMail>;
  worked: number;
  /** Mails in a row that found no server. */
  unreached: number;
}
