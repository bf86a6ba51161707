import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import { crashPoint } from '../process/crash-point.js';
import { scopeStatements, type Actor, type Scope } from './scope.js';
import { Tx } from './tx.js';

/**
 * The one door to PostgreSQL. Every transaction opens with actor and scope set, so that row-level security
 * holds what code forgets. READ COMMITTED with row locks; lock order: case, then counter.
 */
@Injectable()
export class Database {
  private readonly logger = new Logger('database');

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Runs `work` in one transaction and commits it; any error rolls everything back and is passed on. */
  async transaction<T>(actor: Actor, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run('BEGIN', actor, scope, work);
  }

  /** Like `transaction`, but PostgreSQL refuses any write. */
  async read<T>(actor: Actor, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run('BEGIN READ ONLY', actor, scope, work);
  }

  private async run<T>(begin: string, actor: Actor, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    // BEGIN and the scope travel together; TypeORM's own transaction state is not used.
    const runner = this.source.createQueryRunner();
    let open = false;
    const tx = new Tx(runner, actor, scope);
    let result: T;
    try {
      await runner.connect();
      await runner.query(`${begin}; ${scopeStatements(actor, scope)}`);
      open = true;
      result = await work(tx);
      crashPoint('commit');
      await runner.query('COMMIT');
      open = false;
    } catch (error) {
      if (open) await rollBack(runner);
      throw error;
    } finally {
      await runner.release();
    }
    await tx.settle((error) =>
      this.logger.warn(`after commit: ${error instanceof Error ? error.message : 'failed'}`),
    );
    return result;
  }
}

async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    await runner.query('ROLLBACK');
  } catch {
    // The connection is gone and the server has rolled back with it.
  }
}
