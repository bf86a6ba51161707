import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { ExportRegister } from './export-register.js';
import { knowledgeOf } from './register-span.js';
import type { RegisterOptions } from './register-options.js';

/** What an operator prints from the terminal: registers and reports, piece by piece. */
@Injectable()
export class ReportCommands {
  constructor(
    private readonly database: Database,
    private readonly registers: ExportRegister,
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
}
