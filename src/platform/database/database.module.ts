import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { applicationOptions, type ConnectionSettings } from './connection.js';
import { Database, TransactionBudget } from './database.js';
import { SpareConnection } from './spare-connection.js';
import { DATABASE_LIMITS } from './time-outs.js';

/** The pool and the one door to it, for every room. */
@Global()
@Module({})
export class DatabaseModule {
  static for(settings: ConnectionSettings): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [TypeOrmModule.forRoot(applicationOptions(settings))],
      providers: [
        Database,
        { provide: TransactionBudget, useValue: budgetOf(settings) },
        { provide: SpareConnection, useFactory: () => new SpareConnection(settings) },
      ],
      exports: [Database],
    };
  }
}

function budgetOf(settings: ConnectionSettings): TransactionBudget {
  return {
    milliseconds: settings.batchWork
      ? DATABASE_LIMITS.workerTransactionMilliseconds
      : DATABASE_LIMITS.transactionMilliseconds,
  };
}
