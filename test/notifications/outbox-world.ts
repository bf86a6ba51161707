import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { localDate } from '../../src/law/local-date.js';
import { CityRules } from '../../src/office/calendar/city-rules.js';
import { CurrentCalendar } from '../../src/office/calendar/current-calendar.js';
import { MailRenderer } from '../../src/office/notifications/mail-renderer.js';
import type { Mail } from '../../src/office/notifications/mail.js';
import { Outbox } from '../../src/office/notifications/outbox.js';
import { RefusedMails } from '../../src/office/notifications/refused-mails.js';
import { SendAgain } from '../../src/office/notifications/send-again.js';
import { Sender } from '../../src/office/notifications/sender.js';
import { Requesters } from '../../src/office/requesters/requesters.js';
import { Tasks } from '../../src/office/tasks/tasks.js';
import { loadCity } from '../../src/platform/config/city.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { MasterKey } from '../../src/platform/crypto/master-key.js';
import { Vault } from '../../src/platform/crypto/vault.js';
import { applicationOptions, migrate } from '../../src/platform/database/connection.js';
import { Database } from '../../src/platform/database/database.js';
import { ALL, SYSTEM } from '../../src/platform/database/scope.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { MailSink } from '../../src/platform/mail/mail-sink.js';
import { MailTransport } from '../../src/platform/mail/mail-transport.js';
import { WakeQueue } from '../../src/platform/queue/wake-queue.js';
import { Views } from '../../src/platform/views/views.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

/** The outbox with everything it stands on, on a database of its own; nothing is faked but the world outside. */
export class OutboxWorld {
  readonly city = loadCity();
  readonly config = loadConfig({ PUBLIC_URL: 'https://ppid.ambon.test' });
  readonly tasks = new Tasks();
  database!: Database;
  vault!: Vault;
  outbox!: Outbox;
  refused!: RefusedMails;
  requesters!: Requesters;
  sendAgain!: SendAgain;
  private source: DataSource | undefined;
  private folder = '';
  private readonly transports: MailTransport[] = [];
  private test: TestDatabase | undefined;

  async start(): Promise<void> {
    this.test = await freshDatabase({ empty: true });
    await migrate(this.test.url);
    const options = applicationOptions({ url: this.test.url, testHooks: true, batchWork: true });
    this.source = await new DataSource(options as DataSourceOptions).initialize();
    this.database = new Database(this.source, { milliseconds: 60_000 }, null);
    this.folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tenggat-outbox-'));
    this.vault = new Vault(MasterKey.readOrMake(this.keyFile));
    const queue = new WakeQueue(this.config);
    await queue.onApplicationShutdown(); // wakes nobody: the specs drain by hand
    const renderer = new MailRenderer(new Views(this.city, { assets: {} }), this.city, this.config);
    const calendar = new CurrentCalendar(this.database, new CityRules(this.database));
    this.outbox = new Outbox(renderer, this.vault, this.city, this.config, this.tasks, queue, calendar);
    this.requesters = new Requesters(this.vault);
    this.refused = new RefusedMails(this.outbox, this.tasks, this.city);
    this.sendAgain = new SendAgain(this.vault, this.requesters, this.tasks, queue, this.refused);
  }

  async stop(): Promise<void> {
    for (const transport of this.transports) transport.onApplicationShutdown();
    await this.source?.destroy();
    await this.test?.drop();
    if (this.folder !== '') await fs.rm(this.folder, { recursive: true, force: true });
  }

  get keyFile(): string {
    return path.join(this.folder, 'master.key');
  }

  get databaseUrl(): string {
    if (this.test === undefined) throw new Error('the world is not started');
    return this.test.url;
  }

  /** A sender of its own, with its own connections, as another process would have. */
  sender(smtpUrl: string, sending: 'on' | 'paused' = 'on'): Sender {
    const config = { ...this.config, smtpUrl, sending };
    const transport = new MailTransport(config, this.city, new MailSink(config));
    this.transports.push(transport);
    return new Sender(this.database, transport, this.vault, config, this.refused);
  }

  work<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(SYSTEM, ALL, work);
  }

  sql<T extends object>(text: string, params: readonly unknown[] = []): Promise<T[]> {
    if (this.test === undefined) throw new Error('the world is not started');
    return this.test.sql<T>(text, params);
  }

  /** Moves the test clock forward; leases keep real time. */
  async advance(interval: string): Promise<void> {
    await this.sql(`UPDATE test_clock SET shift = shift + $1::interval`, [interval]);
  }

  async empty(): Promise<void> {
    await this.sql('TRUNCATE outbox, mail_attempts, tasks, settings CASCADE');
    await this.sql(`UPDATE test_clock SET shift = '0'`);
  }

  async row(effectKey: string): Promise<OutboxRow> {
    const [row] = await this.sql<OutboxRow>(
      `SELECT o.*, extract(epoch FROM o.next_attempt_at - (clock_timestamp() + (SELECT shift FROM test_clock)))::float AS wait
       FROM outbox o WHERE effect_key = $1`,
      [effectKey],
    );
    if (row === undefined) throw new Error(`no outbox row ${effectKey}`);
    return row;
  }

  attempts(effectKey: string): Promise<AttemptRow[]> {
    return this.sql<AttemptRow>(
      `SELECT a.* FROM mail_attempts a JOIN outbox o ON o.id = a.outbox_id WHERE o.effect_key = $1 ORDER BY a.fence`,
      [effectKey],
    );
  }

  /** A message mail (no legal notice); `data` and the rest may be changed. */
  message(effectKey: string, change: Partial<Mail<'message'>> = {}): Mail<'message'> {
    return {
      kind: 'message',
      effectKey,
      caseId: null,
      recipient: {
        kind: 'requester',
        requesterId: crypto.randomUUID(),
        address: 'warga@contoh.test',
        language: 'id',
      },
      data: {
        number: 'AMBON-2026-000123',
        agency: null,
        dueOn: localDate('2026-12-08'),
        link: '/s/rahasia',
        words: 'Apa maksud Anda?',
      },
      ...change,
    };
  }

  /** A mail to staff, which waits for the mail hours. */
  assigned(effectKey: string): Mail<'assigned'> {
    return {
      kind: 'assigned',
      effectKey,
      caseId: null,
      recipient: { kind: 'staff', staffId: crypto.randomUUID(), address: 'pejabat@contoh.test' },
      data: {
        number: 'AMBON-2026-000123',
        action: 'answer',
        dueOn: localDate('2026-12-08'),
        workingDaysLeft: 10,
        link: '/petugas/kasus/1',
      },
    };
  }

  /** A legal notice. */
  overdue(effectKey: string, change: Partial<Mail<'overdue'>> = {}): Mail<'overdue'> {
    return {
      kind: 'overdue',
      effectKey,
      caseId: null,
      recipient: {
        kind: 'requester',
        requesterId: crypto.randomUUID(),
        address: 'warga@contoh.test',
        language: 'id',
      },
      data: {
        number: 'AMBON-2026-000123',
        agency: null,
        dueOn: localDate('2026-12-08'),
        objectionUntil: localDate('2027-01-25'),
        objectionDays: 30,
        late: false,
        link: '/s/rahasia/keberatan',
      },
      calendar: { sequence: 3, cancels: [{ kind: 'reply-due', on: localDate('2026-12-08') }] },
      ...change,
    };
  }
}

export interface OutboxRow {
  readonly id: string;
  readonly state: string;
  readonly sealed: Buffer | null;
  readonly attempts: number;
  readonly fence: number;
  readonly ambiguous: boolean;
  readonly message_id: string;
  readonly body_hash: Buffer;
  readonly server_reply: string | null;
  readonly accepted_at: Date | null;
  readonly legal: boolean;
  readonly not_after: Date | null;
  /** Seconds from now, by the moved clock, to the next attempt. */
  readonly wait: number;
}

export interface AttemptRow {
  readonly fence: number;
  readonly outcome: string | null;
  readonly reply: string | null;
  readonly finished_at: Date | null;
}
