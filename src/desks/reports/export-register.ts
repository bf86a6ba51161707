import { Injectable } from '@nestjs/common';
import { Audit } from '../../office/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import type { Actor, Scope } from '../../platform/database/scope.js';
import { Views } from '../../platform/views/views.js';
import { csvHead, csvRows, type Delimiter } from './register-csv.js';
import { RegisterTable, type RegisterReader, type RegisterWish } from './register-table.js';

/** An export with persons in it: who takes it, and for what. */
export interface RegisterExportWish extends RegisterWish {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly purpose: string;
  readonly format: 'csv' | 'pdf';
}

/**
 * A statutory register with its persons leaves the program (PerKI 1/2021 art. 32, 43). It holds personal data, so every
 * export is written into the trail first: who, which register and days, as of when, for what purpose.
 */
@Injectable()
export class ExportRegister {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly table: RegisterTable,
    private readonly views: Views,
  ) {}

  /** The register as CSV, in pieces. */
  async *csv(wish: RegisterExportWish, delimiter: Delimiter): AsyncGenerator<string> {
    await this.recordExport(wish);
    const texts = this.views.in('id');
    yield csvHead(texts, wish.kind, this.table.columnsOf(wish.kind), delimiter);
    for await (const rows of this.table.batches(readerOf(wish), wish)) yield csvRows(rows, delimiter);
  }

  private async recordExport(wish: RegisterExportWish): Promise<void> {
    const { actor, scope, kind, span, knowledge, purpose, format } = wish;
    await this.database.transaction(actor, scope, async (tx) =>
      this.audit.record(tx, {
        stream: 'registers',
        event: 'register-exported',
        effectiveAt: await tx.now(),
        visibleTo: 'staff',
        facts: { register: kind, from: span.from, to: span.to, asOf: knowledge.day, purpose, format },
      }),
    );
  }
}

function readerOf({ actor, scope }: RegisterExportWish): RegisterReader {
  return { actor, scope, opensPersons: true };
}
