import { Injectable } from '@nestjs/common';
import type { FiledObjection } from '../../cases/objections/file-objection.js';
import { PrintObjectionForm } from '../../cases/objections/print-objection-form.js';
import { caseColumns, type CaseRow } from '../../cases/requests/case-row.js';
import { PrintReceipt } from '../../cases/requests/print-receipt.js';
import { StoredFiles } from '../../office/documents/stored-files.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { PUBLIC, requesterOf, type Scope } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import type { ServedFile } from '../../platform/files/serve-file.js';
import { notFound } from '../../platform/http/problems.js';
import { DocumentLinks } from './document-links.js';
import { inOrderOfMeaning } from './document-order.js';
import { OwnObjections } from './own-objection.queries.js';
import { TrackedCases } from './tracked-case.queries.js';
import { zipArchive, type ArchivedFile } from './zip-archive.js';

/** What a filed objection answers to programs. */
export interface ObjectionAnswer {
  readonly objectionNumber: string;
  readonly receivedAt: string;
  readonly replyDueDate: string;
  readonly links: { readonly tracking: string; readonly form: string };
}

const scopeOfCase = (caseId: string): Scope => ({ kind: 'case', caseId });

/** Documents of a case for its requester. Page and signed link ask the same question: is it in this case's list? */
@Injectable()
export class CitizenDocuments {
  constructor(
    private readonly database: Database,
    private readonly cases: TrackedCases,
    private readonly stored: StoredFiles,
    private readonly forms: PrintObjectionForm,
    private readonly receipts: PrintReceipt,
    private readonly links: DocumentLinks,
    private readonly own: OwnObjections,
    private readonly config: Config,
  ) {}

  /** A document of this case by its id. Throws 404 for another case's, a hidden and an unknown one alike. */
  async open(row: CaseRow, fileId: string): Promise<ServedFile> {
    return this.database.read(requesterOf(row.id), scopeOfCase(row.id), (tx) => this.openIn(tx, row, fileId));
  }

  /** A document by a signed link. Throws 404 when the link is old, forged or the document is hidden by now. */
  async byLink(token: string): Promise<ServedFile> {
    const at = await this.database.read(PUBLIC, { kind: 'none' }, realNow);
    const linked = this.links.read(token, at);
    if (linked === null) throw notFound();
    const { caseId, fileId } = linked;
    if (await this.isObjection(caseId)) return this.own.open(caseId, fileId);
    return this.database.read(requesterOf(caseId), scopeOfCase(caseId), async (tx) => {
      const rows = await tx.query<CaseRow>(`SELECT ${caseColumns('c')} FROM cases c WHERE c.id = $1`, [
        caseId,
      ]);
      if (rows[0] === undefined) throw notFound();
      return this.openIn(tx, rows[0], fileId);
    });
  }

  /** Letters and files of the answer in one archive. Throws 404 while there is no answer. */
  async answer(row: CaseRow): Promise<ServedFile> {
    return this.database.read(requesterOf(row.id), scopeOfCase(row.id), async (tx) => {
      const { documents } = await this.cases.readIn(tx, row);
      // Before a notice only an order has given anything.
      const wanted = inOrderOfMeaning(documents).filter(({ kind }) =>
        row.noticed_at === null ? kind === 'answer' : kind !== 'attachment',
      );
      if (wanted.length === 0) throw notFound();
      const files: ArchivedFile[] = [];
      for (const { id } of wanted) files.push(await this.stored.read(tx, id));
      return {
        name: `jawaban-${row.register_number.replaceAll('/', '-')}.zip`,
        type: 'application/zip',
        content: zipArchive(files),
      };
    });
  }

  /** A later copy of the receipt; the tracking code is only on the first one. */
  receipt(row: CaseRow): Promise<ServedFile> {
    return this.database.transaction(requesterOf(row.id), scopeOfCase(row.id), (tx) =>
      this.receipts.copy(tx, row.id),
    );
  }

  /** The statement of objection as PDF. Throws 404 when it is not of this case. */
  async objectionForm(row: CaseRow, number: string): Promise<ServedFile> {
    const printed = await this.database.transaction(requesterOf(row.id), scopeOfCase(row.id), (tx) =>
      this.forms.run(tx, row, number),
    );
    return { ...printed, type: 'application/pdf' };
  }

  /** Answer of a filed objection; its form is behind the code like every letter. */
  objectionAnswer(filed: FiledObjection): ObjectionAnswer {
    const base = this.config.publicUrl;
    return {
      objectionNumber: filed.number,
      receivedAt: filed.receivedAt.toISOString(),
      replyDueDate: filed.replyDueOn,
      links: {
        tracking: `${base}/lacak`,
        form: `${base}/permohonan-saya/keberatan/${filed.number}.pdf`,
      },
    };
  }

  /** The same of an objection without a request: its own page holds its form. */
  ownObjectionAnswer(filed: FiledObjection): ObjectionAnswer {
    const base = this.config.publicUrl;
    const links = { tracking: `${base}/lacak`, form: `${base}/keberatan-saya/formulir.pdf` };
    return { ...this.objectionAnswer(filed), links };
  }

  // A link is bound to what it was made for: a case, or an objection that has none.
  private isObjection(id: string): Promise<boolean> {
    return this.database.read(PUBLIC, { kind: 'none' }, async (tx) => {
      const rows = await tx.query('SELECT 1 FROM objections WHERE id = $1 AND case_id IS NULL', [id]);
      return rows.length > 0;
    });
  }

  private async openIn(tx: Tx, row: CaseRow, fileId: string): Promise<ServedFile> {
    const { documents } = await this.cases.readIn(tx, row);
    if (!documents.some((document) => document.id === fileId)) throw notFound();
    return this.stored.read(tx, fileId);
  }
}

async function realNow(tx: Tx): Promise<Date> {
  const rows = await tx.query<{ at: Date }>('SELECT clock_timestamp() AS at');
  if (rows[0] === undefined) throw new Error('the database gave no time');
  return rows[0].at;
}
