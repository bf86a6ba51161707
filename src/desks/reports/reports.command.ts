import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { AnnualReports } from './annual-report.js';
import { ExportRegister } from './export-register.js';
import { reportJson } from './report-json.js';
import { PrintReport } from './print-report.js';
import { knowledgeOf } from './register-span.js';
import type { RegisterOptions, ReportOptions } from './register-options.js';

/** What an operator prints from the terminal: registers and reports, piece by piece. */
@Injectable()
export class ReportCommands {
  constructor(
    private readonly database: Database,
    private readonly registers: ExportRegister,
    private readonly reports: AnnualReports,
    private readonly paper: PrintReport,
  ) {}

  /** The register on standard output. Throws before the first piece when the past day has not come. */
  async *register({ kind, span, asOf, format }: RegisterOptions): AsyncGenerator<string | Buffer> {
    const now = await this.database.read(SYSTEM, ALL, (tx) => tx.now());
    const knowledge = knowledgeOf(asOf, now);
    if (knowledge === null) throw new Error('--as-of: hari itu belum lewat');
    const wish = { kind, span, knowledge, format, actor: SYSTEM, scope: ALL, purpose: 'tenggat register' };
    if (format === 'pdf') yield await this.registers.pdf(wish);
    else yield* this.registers.csv(wish, ',');
  }

  /** The annual report on standard output. */
  async *report({ year, length, format }: ReportOptions): AsyncGenerator<string | Buffer> {
    const report = await this.database.read(SYSTEM, ALL, (tx) => this.reports.read(tx, year));
    yield format === 'pdf'
      ? await this.paper.pdf(report, length)
      : `${JSON.stringify(reportJson(report, length), null, 2)}\n`;
  }
}
