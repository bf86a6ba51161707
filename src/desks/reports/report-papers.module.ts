import { Module } from '@nestjs/common';
import { AnnualReports } from './annual-report.js';
import { ExportRegister } from './export-register.js';
import { PrintReport } from './print-report.js';
import { RegisterQueries } from './register.queries.js';
import { RegisterTable } from './register-table.js';
import { ReportTexts } from './report-texts.js';
import { ReportCommands } from './reports.command.js';

/** The statutory registers as documents, and the annual report, counted from the same rows; needs no web server. */
@Module({
  providers: [
    RegisterQueries,
    RegisterTable,
    ExportRegister,
    ReportCommands,
    AnnualReports,
    ReportTexts,
    PrintReport,
  ],
  exports: [
    RegisterQueries,
    RegisterTable,
    ExportRegister,
    ReportCommands,
    AnnualReports,
    ReportTexts,
    PrintReport,
  ],
})
export class ReportPapersModule {}
