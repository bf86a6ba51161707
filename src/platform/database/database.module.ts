import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { applicationOptions, type ConnectionSettings } from './connection.js';
import { Database } from './database.js';

/** The pool and the one door to it, for every room. */
@Global()
@Module({})
export class DatabaseModule {
  static for(settings: ConnectionSettings): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [TypeOrmModule.forRoot(applicationOptions(settings))],
      providers: [Database],
      exports: [Database],
    };
  }
}
