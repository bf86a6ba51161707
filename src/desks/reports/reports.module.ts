import { Module } from '@nestjs/common';
import { RegisterController } from './register.controller.js';
import { RegisterRows } from './register-rows.js';
import { ReportController } from './report.controller.js';
import { ReportPapersModule } from './report-papers.module.js';

/** The statutory registers and the annual report as pages; every figure links to its rows. */
@Module({
  imports: [ReportPapersModule],
  controllers: [RegisterController, ReportController],
  providers: [RegisterRows],
})
export class ReportsModule {}
