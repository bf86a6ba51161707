import { Injectable } from '@nestjs/common';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { City } from '../../platform/config/city.js';
import { LetterPrinter } from '../../platform/letters/letter-printer.js';
import { Views } from '../../platform/views/views.js';
import type { AnnualReport, ReportLength } from './annual-report.js';
import { printedAt } from './register-sheet.js';
import { reportSheetOf } from './report-sheet.js';

/** The annual report on paper, as PDF/A-2a; the same figures of the same day are the same bytes. */
@Injectable()
export class PrintReport {
  constructor(
    private readonly views: Views,
    private readonly city: City,
    private readonly agencies: AgencyDirectory,
    private readonly printer: LetterPrinter,
  ) {}

  async pdf(report: AnnualReport, length: ReportLength): Promise<Buffer> {
    const sheet = reportSheetOf(this.views.in('id'), this.city, await this.agencies.all(), report, length);
    const link = `https://${this.city.domain}/statistik`;
    return this.printer.printSheet('report/report', sheet, {
      createdAt: printedAt(report.knowledge.day),
      link,
    });
  }
}
