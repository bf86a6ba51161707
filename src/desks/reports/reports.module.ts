import { Module } from '@nestjs/common';
import { PublicRegisterController } from './public-register.controller.js';
import { PublicRegister } from './public-register.queries.js';
import { RegisterController } from './register.controller.js';
import { RegisterRows } from './register-rows.js';
import { ReportController } from './report.controller.js';
import { ReportPapersModule } from './report-papers.module.js';

/** The statutory registers and the annual report as pages, every figure linked to its rows, and the register without persons for everybody. */
@Module({
  imports: [ReportPapersModule],
  controllers: [RegisterController, ReportController, PublicRegisterController],
  providers: [RegisterRows, PublicRegister],
})
export class ReportsModule {}
