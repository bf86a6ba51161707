import { Global, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ReportPapersModule } from './desks/reports/report-papers.module.js';
import { ReportCommands } from './desks/reports/reports.command.js';
import { AgenciesModule } from './office/agencies/agencies.module.js';
import { AuditModule } from './office/audit/audit.module.js';
import { CalendarModule } from './office/calendar/calendar.module.js';
import { RequestersModule } from './office/requesters/requesters.module.js';
import { City, loadCity } from './platform/config/city.js';
import { loadConfig, type Config } from './platform/config/config.js';
import { CryptoModule } from './platform/crypto/crypto.module.js';
import { openMasterKey } from './platform/crypto/key-of-database.js';
import type { MasterKey } from './platform/crypto/master-key.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { LettersModule } from './platform/letters/letters.module.js';
import { JsonLog } from './platform/log/json-log.js';
import { withDatabase } from './platform/process/with-database.js';
import { Views } from './platform/views/views.js';

/** The few rooms that a register or a report needs: no web, no worker, no routing. */
@Global()
@Module({})
class ReportsApp {
  static for(config: Config, master: MasterKey): DynamicModule {
    const city = loadCity();
    return {
      module: ReportsApp,
      imports: [
        DatabaseModule.for({ url: config.databaseUrl, testHooks: config.testHooks, batchWork: true }),
        CryptoModule.for(master),
        LettersModule,
        AuditModule,
        AgenciesModule,
        CalendarModule,
        RequestersModule,
        ReportPapersModule,
      ],
      providers: [
        { provide: City, useValue: city },
        { provide: Views, useFactory: () => new Views(city) },
      ],
      exports: [City, Views],
    };
  }
}

/** Runs a command that writes registers and reports, with a database that is there for its time. */
export async function withReports<T>(act: (reports: ReportCommands) => Promise<T>): Promise<T> {
  return withDatabase(
    loadConfig(),
    async (config) => {
      const master = await openMasterKey(config);
      const app = await NestFactory.createApplicationContext(ReportsApp.for(config, master), {
        logger: new JsonLog('silent'),
        abortOnError: false,
      });
      try {
        return await act(app.get(ReportCommands));
      } finally {
        await app.close();
      }
    },
    'unused',
  );
}
