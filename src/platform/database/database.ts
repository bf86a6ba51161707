import type { Socket } from 'node:net';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import { crashPoint } from '../process/crash-point.js';
import { isStalePlan } from './database-away.js';
import { scopeStatements, type Actor, type Scope } from './scope.js';
import { SpareConnection } from './spare-connection.js';
import { DATABASE_LIMITS } from './time-outs.js';
import { Tx } from './tx.js';

/** A statement with its values. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** The rows of statements that were asked together, in their order. */
export type RowsOf<Rows extends readonly unknown[]> = { [At in keyof Rows]: Rows[At][] };

/** How long a whole transaction may take in this process; one that hangs loses its connection. */
export abstract class TransactionBudget {
  abstract readonly milliseconds: number;
}

/**
 * The one door to PostgreSQL. Every transaction opens with actor and scope set, so that row-level security
 * holds what code forgets. READ COMMITTED with row locks, but for `snapshot`; lock order: case, then counter.
 */
@Injectable()
export class Database {
  private readonly logger = new Logger('database');

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly budget: TransactionBudget,
    /** Null in a process without transactions that wait for one another. */
    @Inject(SpareConnection) private readonly spare: SpareConnection | null,
  ) {}

  /** Runs `work` in one transaction and commits it; any error rolls everything back and is passed on. */
  async transaction<T>(actor: Actor, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run('BEGIN', actor, scope, work);
  }

  /** Like `transaction`, but PostgreSQL refuses any write. `at` is its moment, where somebody has just asked for it. */
  async read<T>(actor: Actor, scope: Scope, work: (tx: Tx) => Promise<T>, at?: Date): Promise<T> {
    return this.run('BEGIN READ ONLY', actor, scope, work, at);
  }

  /** Like `read`, and every statement sees what the first one saw: for figures that must fit each other. */
  async snapshot<T>(actor: Actor, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', actor, scope, work);
  }

  /**
   * One statement in a transaction of its own: opened, run and committed in one packet, so that the server is woken once.
   * For what a page asks before it knows whose case it shows.
   */
  async once<Row>(actor: Actor, scope: Scope, sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const [rows] = await this.together<[Row]>(actor, scope, [{ sql, params }]);
    return rows;
  }

  /** Like `once`, for statements of which none needs the answer of another; their rows come in the same order. */
  async together<Rows extends readonly unknown[]>(
    actor: Actor,
    scope: Scope,
    statements: readonly Statement[],
  ): Promise<RowsOf<Rows>> {
    return this.lend(async (runner) => {
      const [, ...results] = await Promise.all([
        runner.query(`BEGIN; ${scopeStatements(actor, scope)}`),
        ...statements.map(({ sql, params }) => runner.query(sql, [...params], true)),
        // Where a statement failed this is its rollback.
        runner.query('COMMIT'),
      ]);
      const asked = results.slice(0, statements.length) as readonly { readonly records: unknown[] }[];
      return asked.map(({ records }) => records) as RowsOf<Rows>;
    });
  }

  /**
   * One statement that is a transaction of its own, without actor and scope: one way to the server instead of three, for
   * what every request asks (sessions, caps). Row-level security shows it no case and no person.
   */
  async single<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.lend(
      (runner) => runner.query(sql, [...params], true) as Promise<{ records: Row[] }>,
    );
    return result.records;
  }

  /**
   * Like `single`, but never waits for a connection of the pool: for what the process keeps and may have to read again
   * while transactions hold every one of them (`RefreshedValue`).
   */
  async apart<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.spare === null ? this.single(sql, params) : this.spare.rows(sql, params);
  }

  /** Fails where PostgreSQL gives no answer. Waits for nothing that this process asks for itself: that is busy, not away. */
  async lives(): Promise<void> {
    await (this.spare === null ? this.single('SELECT 1') : this.spare.lives());
  }

  private async run<T>(
    begin: string,
    actor: Actor,
    scope: Scope,
    work: (tx: Tx) => Promise<T>,
    at?: Date,
  ): Promise<T> {
    const { tx, result } = await this.lend((runner, moreTime) =>
      this.inTransaction(runner, begin, new Tx(runner, actor, scope, moreTime, at), work),
    );
    await tx.settle((error) =>
      this.logger.warn(`after commit: ${error instanceof Error ? error.message : 'failed'}`),
    );
    return result;
  }

  private async inTransaction<T>(
    runner: QueryRunner,
    begin: string,
    tx: Tx,
    work: (tx: Tx) => Promise<T>,
  ): Promise<{ readonly tx: Tx; readonly result: T }> {
    // BEGIN, the scope and the first statement travel together; TypeORM's own transaction state is not used. Where the
    // opening fails, so does everything behind it: a line that is lost, or a transaction that takes only its rollback.
    const opened = runner.query(`${begin}; ${scopeStatements(tx.actor, tx.scope)}`);
    opened.catch(() => undefined);
    try {
      const result = await work(tx);
      await opened;
      crashPoint('commit');
      await tx.commit();
      return { tx, result };
    } catch (error) {
      await rollBack(runner);
      throw error;
    }
  }

  /** Lends a connection for one piece of work and takes it back whatever happens. */
  private async lend<T>(work: (runner: QueryRunner, moreTime: () => void) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    let alarm: NodeJS.Timeout | undefined;
    const started = performance.now();
    try {
      const client = (await runner.connect()) as PgClient;
      // A frozen server answers no time-out of its own: without its socket the client ends at once, the server rolls back.
      const endWithin = (milliseconds: number): void => {
        clearTimeout(alarm);
        alarm = setTimeout(
          () => client.connection.stream.destroy(),
          milliseconds - (performance.now() - started),
        );
      };
      endWithin(this.budget.milliseconds);
      return await work(runner, () => endWithin(DATABASE_LIMITS.workerTransactionMilliseconds)).catch(
        async (error: unknown) => {
          if (isStalePlan(error)) await giveUp(client);
          throw error;
        },
      );
    } finally {
      clearTimeout(alarm);
      await runner.release();
    }
  }
}

/** The part of pg's client that is needed to let go of a connection. */
interface PgClient {
  readonly connection: { readonly stream: Pick<Socket, 'closed' | 'destroy' | 'once'> };
}

/** Ends a connection whose plans are of before an upgrade, for all to see before it goes back: the next one plans anew. */
async function giveUp(client: PgClient): Promise<void> {
  const { stream } = client.connection;
  // What has ended already tells nobody again.
  if (stream.closed) return;
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  stream.destroy();
  await closed;
}

async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    await runner.query('ROLLBACK');
  } catch {
    // The connection is gone and the server has rolled back with it.
  }
}
