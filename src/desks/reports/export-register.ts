import { Injectable } from '@nestjs/common';
import { Audit } from '../../office/audit/audit.js';
import { City } from '../../platform/config/city.js';
import { Database } from '../../platform/database/database.js';
import type { Actor, Scope } from '../../platform/database/scope.js';
import { SheetPress } from '../../platform/letters/sheet-press.js';
import { Views } from '../../platform/views/views.js';
import { csvHead, csvRows, type Delimiter } from './register-csv.js';
import { MOST_SHEET_ROWS, printedAt, registerSheetOf } from './register-sheet.js';
import { RegisterTable, type RegisterReader, type RegisterRow, type RegisterWish } from './register-table.js';

/** An export with persons in it: who takes it, and for what. */
export interface RegisterExportWish extends RegisterWish {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly purpose: string;
  readonly format: 'csv' | 'pdf';
}

/** A register of more rows than one sheet may have. */
export class TooManyRows extends Error {
  constructor(readonly rows: number) {
    super(
      `PDF: ${String(rows)} entri; satu berkas memuat paling banyak ${String(MOST_SHEET_ROWS)}. ` +
        'Pilih periode yang lebih pendek, atau CSV.',
    );
  }
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
    private readonly city: City,
    private readonly press: SheetPress,
  ) {}

  /** The register as CSV, in pieces. */
  async *csv(wish: RegisterExportWish, delimiter: Delimiter): AsyncGenerator<string> {
    await this.recordExport(wish);
    const texts = this.views.in('id');
    yield csvHead(texts, wish.kind, this.table.columnsOf(wish.kind), delimiter);
    for await (const rows of this.table.pieces(readerOf(wish), wish)) yield csvRows(rows, delimiter);
  }

  /** The register as PDF. Throws `TooManyRows` where the sheet would be too long to print at once. */
  async pdf(wish: RegisterExportWish): Promise<Buffer> {
    const rows: RegisterRow[] = [];
    const count = await this.table.count(readerOf(wish), wish);
    if (count > MOST_SHEET_ROWS) throw new TooManyRows(count);
    await this.recordExport(wish);
    for await (const piece of this.table.pieces(readerOf(wish), wish)) rows.push(...piece);
    const columns = this.table.columnsOf(wish.kind);
    const sheet = registerSheetOf(this.views.in('id'), this.city, wish, columns, rows);
    const createdAt = printedAt(wish.knowledge.day);
    return this.press.print({ kind: `registers/${wish.kind}`, data: sheet, createdAt });
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
