import { Injectable } from '@nestjs/common';
import { Audit } from '../../office/audit/audit.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { newId } from '../../platform/crypto/new-id.js';
import { sha256, Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { ALL, type Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';

export type ImportState = 'staged' | 'running' | 'applied' | 'refused';

/** A file that was handed in, and how far it is. */
export interface StagedImport {
  readonly id: string;
  readonly fileName: string;
  readonly rows: number;
  readonly doneRows: number;
  readonly state: ImportState;
  readonly stagedAt: Date;
}

interface Row {
  readonly id: string;
  readonly file_name_sealed: Buffer;
  readonly content_sealed: Buffer | null;
  readonly rows: number;
  readonly done_rows: number;
  readonly state: ImportState;
  readonly staged_at: Date;
}

const place = (id: string, column: 'content' | 'name'): string => `register_imports|${column}|${id}`;

/** Files that wait to be taken over: sealed while they wait, thrown away once they are in. */
@Injectable()
export class StagedImports {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly dueRows: DueRows,
    private readonly audit: Audit,
  ) {}

  /** Keeps a file with the number of its entries; answers its id. */
  async stage(
    tx: Tx,
    file: { readonly name: string; readonly bytes: Buffer; readonly rows: number },
  ): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO register_imports (id, file_name_sealed, file_sha256, content_sealed, rows, state, staff_id, staged_at)
       VALUES ($1, $2, $3, $4, $5, 'staged', $6, $7)`,
      [
        id,
        this.vault.seal(file.name, place(id, 'name')),
        sha256(file.bytes),
        this.vault.seal(file.bytes, place(id, 'content')),
        file.rows,
        tx.actor.kind === 'staff' ? tx.actor.id : null,
        await tx.now(),
      ],
    );
    return id;
  }

  /** The file and its state, or null. */
  async find(tx: Tx, id: string): Promise<StagedImport | null> {
    const row = await this.row(tx, id);
    return row === null
      ? null
      : {
          id,
          fileName: this.vault.open(row.file_name_sealed, place(id, 'name')).toString('utf8'),
          rows: row.rows,
          doneRows: row.done_rows,
          state: row.state,
          stagedAt: row.staged_at,
        };
  }

  /** The bytes of a file that still waits, or null. */
  async bytes(tx: Tx, id: string): Promise<Buffer | null> {
    const sealed = (await this.row(tx, id))?.content_sealed ?? null;
    return sealed === null ? null : this.vault.open(sealed, place(id, 'content'));
  }

  /** Hands a waiting file to the worker. `false` when it does not wait any more. */
  async start(tx: Tx, id: string): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE register_imports SET state = 'running', done_rows = 0 WHERE id = $1 AND state = 'staged'`,
      [id],
    );
    if (changed !== 1) return false;
    const now = await tx.now();
    await this.dueRows.start(tx, [
      { caseId: null, kind: 'register-import', stage: id, dueAt: now, facts: { import: id } },
    ]);
    return true;
  }

  /** Writes the end of a take-over: the file goes, its hash and the trail stay. */
  async finish(tx: Tx, id: string, rows: number): Promise<void> {
    const now = await tx.now();
    await tx.execute(
      `UPDATE register_imports SET state = 'applied', done_rows = $2, content_sealed = NULL, finished_at = $3 WHERE id = $1`,
      [id, rows, now],
    );
    await this.audit.record(tx, {
      stream: 'registers',
      event: 'register-imported',
      effectiveAt: now,
      visibleTo: 'staff',
      facts: { import: id, rows },
    });
  }

  /** A file that could not be taken over; it waits again, for whoever looks at its faults. */
  async refuse(tx: Tx, id: string): Promise<void> {
    await tx.execute(`UPDATE register_imports SET state = 'refused', done_rows = 0 WHERE id = $1`, [id]);
  }

  /** Shows how far a running take-over is; in a transaction of its own, because that one is not committed yet. */
  async showProgress(actor: Actor, id: string, done: number): Promise<void> {
    await this.database.transaction(actor, ALL, (tx) =>
      tx.execute(`UPDATE register_imports SET done_rows = $2 WHERE id = $1`, [id, done]),
    );
  }

  private async row(tx: Tx, id: string): Promise<Row | null> {
    const rows = await tx.query<Row>('SELECT * FROM register_imports WHERE id = $1', [id]);
    return rows[0] ?? null;
  }
}
