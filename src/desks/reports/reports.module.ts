import { Module } from '@nestjs/common';
import { ExportRegister } from './export-register.js';
import { RegisterQueries } from './register.queries.js';
import { RegisterTable } from './register-table.js';
import { ReportCommands } from './reports.command.js';

/** The statutory registers as documents, and the annual report, counted from the same rows. */
@Module({
  providers: [RegisterQueries, RegisterTable, ExportRegister, ReportCommands],
  exports: [ReportCommands],
})
export class ReportsModule {}
