import type { EntityManager, QueryRunner } from 'typeorm';
import { scopeStatements, type Actor, type Scope } from './scope.js';
import { DATABASE_LIMITS } from './time-outs.js';

/** One open transaction. Statements run in order on one connection; nothing here talks to anything but PostgreSQL. */
export class Tx {
  private moment: Promise<Date> | undefined;
  private isWide = false;
  private readonly followUps: (() => void | Promise<void>)[] = [];
  private readonly last: { readonly sql: string; readonly params: readonly unknown[] }[] = [];

  constructor(
    private readonly runner: QueryRunner,
    readonly actor: Actor,
    readonly scope: Scope,
    private readonly moreTime: () => void = () => undefined,
    at?: Date,
  ) {
    this.moment = at === undefined ? undefined : Promise.resolve(at);
  }

  /** TypeORM's manager on this transaction, for `insert()` and `update()` of entities. */
  get manager(): EntityManager {
    return this.runner.manager;
  }

  /** Runs written SQL; rows come back as PostgreSQL names them (snake_case). */
  async query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const result = (await this.runner.query(sql, [...params], true)) as { records: Row[] };
    return result.records;
  }

  /** Number of rows that an UPDATE or DELETE changed. */
  async execute(sql: string, params: readonly unknown[] = []): Promise<number> {
    const result = (await this.runner.query(sql, [...params], true)) as { affected?: number };
    return result.affected ?? 0;
  }

  /**
   * The moment of this transaction by the database's clock (`tenggat_now()`), read once. Read it after the case
   * lock: a decision that waited past the due moment is then late.
   */
  now(): Promise<Date> {
    this.moment ??= this.query<{ now: Date }>('SELECT tenggat_now() AS now').then((rows) => {
      const row = rows[0];
      if (row === undefined) throw new Error('the database gave no time');
      return row.now;
    });
    return this.moment;
  }

  /**
   * Runs `work` with sight of everything, then narrows the view again, whatever became of it. Only for what must be
   * unsealed or handed on. Inside itself it changes nothing: only the outermost narrows.
   */
  async widened<T>(work: () => Promise<T>): Promise<T> {
    if (this.scope.kind === 'all' || this.isWide) return work();
    await this.runner.query(scopeStatements(this.actor, { kind: 'all' }));
    this.isWide = true;
    try {
      const result = await work();
      await this.narrow();
      return result;
    } catch (error) {
      // A transaction that failed takes no statement but its rollback, and that narrows too.
      if (this.isWide) await this.narrow().catch(() => undefined);
      throw error;
    }
  }

  private async narrow(): Promise<void> {
    this.isWide = false;
    await this.runner.query(scopeStatements(this.actor, this.scope));
  }

  /**
   * Gives this one transaction the time of a batch: what must be written all at once, by a process that serves pages too.
   */
  async takeLonger(): Promise<void> {
    this.moreTime();
    await this.runner.query(
      `SET LOCAL statement_timeout = ${String(DATABASE_LIMITS.workerStatementMilliseconds)}`,
    );
  }

  /**
   * A statement that is the transaction's last and whose answer nobody reads: it leaves together with the commit, so that
   * what the transaction holds is held for one way to the server less. Where it fails, so does the commit.
   */
  withCommit(sql: string, params: readonly unknown[] = []): void {
    this.last.push({ sql, params });
  }

  /** @internal Sends what goes with the commit, and the commit. */
  async commit(): Promise<void> {
    const sent = this.last.map(({ sql, params }) => this.runner.query(sql, [...params]));
    // A transaction that failed takes its commit as a rollback, without an error of its own.
    await Promise.all([...sent, this.runner.query('COMMIT')]);
  }

  /** Work for after the commit: waking the queue, removing a temporary file. Never a part of the truth. */
  afterCommit(work: () => void | Promise<void>): void {
    this.followUps.push(work);
  }

  /** @internal Runs what waited for the commit; a failure there never undoes what is committed. */
  async settle(report: (error: unknown) => void): Promise<void> {
    for (const work of this.followUps) {
      try {
        await work();
      } catch (error) {
        report(error);
      }
    }
  }
}
