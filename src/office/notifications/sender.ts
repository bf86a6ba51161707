import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { databaseIsAway } from '../../platform/database/database-away.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { MailTransport } from '../../platform/mail/mail-transport.js';
import { crashPoint } from '../../platform/process/crash-point.js';
import { RefusedMails } from './refused-mails.js';
import { withoutAddresses } from './reply-text.js';
import { retryPauseMinutes } from './retry-pauses.js';
import { sealedPlace, UNOPENED, type SealedContent } from './sealed-content.js';
import {
  claimNext,
  LEASE_SECONDS,
  recordVerdict,
  renewLeases,
  shortenWaits,
  type ClaimedMail,
  type Verdict,
} from './sender-rows.js';

/** Mails that are sent at once by one process; each lane holds one connection to the mail server. */
const LANES = 5;
const LEASE_MILLISECONDS = LEASE_SECONDS * 1000;
const RENEW_MILLISECONDS = LEASE_MILLISECONDS / 3;
/** Between two tries to write what the mail server said, while the database is away. */
const WRITE_AGAIN_MILLISECONDS = 500;
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
  private readonly drains = new Set<Promise<number>>();
  /** Connections in use by all drains of this process. */
  private lanes = 0;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly transport: MailTransport,
    private readonly vault: Vault,
    private readonly config: Config,
    private readonly refused: RefusedMails,
  ) {}

  /**
   * Sends every mail that is due, until none is, or no server answers, and waits for what other drains of this
   * process hold. Safe to run twice at once.
   * @returns how many mails this drain worked on: sent, tried in vain, or found to be pointless.
   */
  async drain(): Promise<number> {
    const others = [...this.drains];
    const own = this.work();
    this.drains.add(own);
    try {
      return await own;
    } finally {
      this.drains.delete(own);
      await Promise.allSettled(others);
    }
  }

  /** Takes no further mail; those in hand are sent and recorded, so that no lease outlives the process. */
  stop(): void {
    this.stopped = true;
  }

  private async work(): Promise<number> {
    const run: Run = { held: new Map(), others: [], worked: 0, unreached: 0, failures: [] };
    const renewal = setInterval(() => {
      this.renew(run).catch(() => undefined);
    }, RENEW_MILLISECONDS);
    try {
      await this.lane(run, true);
      await Promise.all(run.others);
    } finally {
      clearInterval(renewal);
    }
    if (run.failures.length > 0) throw run.failures[0];
    return run.worked;
  }

  /** One mail after the other until nothing is due or no server answers. The first lane calls the others to help. */
  private async lane(run: Run, isFirst: boolean): Promise<void> {
    if (this.lanes >= LANES) return;
    this.lanes += 1;
    try {
      let mail = await this.begin(run, isFirst);
      if (isFirst && mail !== null) {
        for (let lane = 1; lane < LANES; lane += 1) run.others.push(this.lane(run, false));
      }
      while (mail !== null) mail = await this.carry(mail, run);
    } catch (error) {
      run.failures.push(error);
    } finally {
      this.lanes -= 1;
    }
  }

  /** Delivers one mail and answers the next. */
  private async carry(mail: ClaimedMail, run: Run): Promise<ClaimedMail | null> {
    run.held.set(mail.id, mail);
    try {
      return await this.keepVerdict(mail, await this.deliver(mail, run), run);
    } finally {
      run.held.delete(mail.id);
    }
  }

  private begin(run: Run, isFirst: boolean): Promise<ClaimedMail | null> {
    return this.database.transaction(SYSTEM, ALL, async (tx) => {
      if (isFirst) await shortenWaits(tx);
      return this.claim(tx, run);
    });
  }

  /** The next mail that still has a meaning. */
  private async claim(tx: Tx, run: Run): Promise<ClaimedMail | null> {
    while (!this.stopped) {
      const mail = await claimNext(tx, this.config.sending);
      if (mail === null) return null;
      run.worked += 1;
      if (mail !== 'superseded') return mail;
    }
    return null;
  }

  /**
   * What the server said is known to this process alone: where the database is away it is written when that is back, as
   * long as the mail may still be in this hand. Else the mail would go out a second time.
   */
  private async keepVerdict(
    mail: ClaimedMail,
    verdict: Verdict | null,
    run: Run,
  ): Promise<ClaimedMail | null> {
    const until = performance.now() + LEASE_MILLISECONDS;
    for (;;) {
      try {
        return await this.recordAndClaim(mail, verdict, run);
      } catch (error) {
        const mayPass = databaseIsAway(error) && performance.now() < until;
        if (verdict === null || this.stopped || !mayPass) throw error;
        await pause(WRITE_AGAIN_MILLISECONDS);
      }
    }
  }

  /** Writes what the server said and takes the next mail in the same transaction: half the commits of a drain. */
  private async recordAndClaim(
    mail: ClaimedMail,
    verdict: Verdict | null,
    run: Run,
  ): Promise<ClaimedMail | null> {
    return this.database.transaction(SYSTEM, ALL, async (tx) => {
      const recorded = verdict === null ? null : await recordVerdict(tx, mail, verdict);
      if (recorded === null)
        this.logger.warn(`mail ${mail.id}: another sender took over, or it is recorded already`);
      else if (verdict?.outcome === 'refused') await this.refused.handOver(tx, recorded);
      return run.unreached >= GIVE_UP_AFTER ? null : this.claim(tx, run);
    });
  }

  /** From the first SMTP command to the last reply, outside of any transaction. null = this hand has lost the mail. */
  private async deliver(mail: ClaimedMail, run: Run): Promise<Verdict | null> {
    const content = this.open(mail);
    crashPoint('smtp');
    // Frozen, or the line held the answer, between claim and first command: another sender has the mail by now.
    if (performance.now() - mail.askedAt > LEASE_MILLISECONDS / 2) return null;
    const verdict = await this.send(content, mail, run);
    crashPoint('smtp');
    return verdict;
  }

  private async send(content: SealedContent | null, mail: ClaimedMail, run: Run): Promise<Verdict> {
    const pauseMinutes = retryPauseMinutes(mail.attempts);
    if (content === null) return { outcome: 'temporary', reply: UNOPENED, pauseMinutes };
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

/** What the lanes of one drain share. */
interface Run {
  readonly held: Map<string, ClaimedMail>;
  readonly others: Promise<void>[];
  readonly failures: unknown[];
  worked: number;
  /** Mails in a row that found no server. */
  unreached: number;
}
