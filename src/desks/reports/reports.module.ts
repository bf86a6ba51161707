import { Module } from '@nestjs/common';
import { AnnualReports } from './annual-report.js';
import { ExportRegister } from './export-register.js';
import { PrintReport } from './print-report.js';
import { ReportController } from './report.controller.js';
import { RegisterController } from './register.controller.js';
import { RegisterRows } from './register-rows.js';
import { RegisterQueries } from './register.queries.js';
import { RegisterTable } from './register-table.js';
import { ReportTexts } from './report-texts.js';
import { ReportCommands } from './reports.command.js';

/** The statutory registers as documents, and the annual report, counted from the same rows. */
@Module({
  controllers: [RegisterController, ReportController],
  providers: [
    RegisterQueries,
    RegisterTable,
    RegisterRows,
    ExportRegister,
    ReportCommands,
    AnnualReports,
    ReportTexts,
    PrintReport,
  ],
  exports: [ReportCommands],
})
export class ReportsModule {}
