import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/crypto/new-id.js';
import { Vault } from '../../platform/crypto/vault.js';
import type { Statement } from '../../platform/database/database.js';
import { CASE_IN_SIGHT } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { FileStore } from '../../platform/files/file-store.js';
import { notFound } from '../../platform/http/problems.js';

/** What a file is to its case; `upload` = nobody has taken it yet. */
export type FilePurpose =
  'upload' | 'identity' | 'authority' | 'attachment' | 'material' | 'answer' | 'letter' | 'record';

/** Whose file it is. */
export type Uploader = 'requester' | 'staff' | 'system';

/** A file to keep. Its name is sealed and never part of a path. */
export interface NewFile {
  readonly caseId: string | null;
  /** The objection that keeps it where no request stands behind. */
  readonly objectionId?: string;
  readonly purpose: FilePurpose;
  readonly name: string;
  /** Media type by content, never by name. */
  readonly type: string;
  readonly content: Buffer;
  readonly uploadedBy: Uploader;
  readonly scan?: 'not-scanned' | 'clean';
}

/** What pages list of a file; hash and size are those of the content that a reader gets. */
export interface FileFacts {
  readonly id: string;
  readonly caseId: string | null;
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly uploadedBy: Uploader;
  readonly createdAt: Date;
  /** Set once the desk has marked it free of identity; before that the answering unit never gets it. */
  readonly identityFreeAt: Date | null;
  readonly scan: 'not-scanned' | 'clean';
}

/** A file with its content, to be served by `serveFile`. */
export interface OpenedFile extends FileFacts {
  readonly content: Buffer;
}

export interface FileRow {
  readonly id: string;
  readonly case_id: string | null;
  readonly purpose: FilePurpose;
  readonly path: string;
  readonly content_sha256: Buffer;
  readonly content_bytes: string;
  readonly type: string;
  readonly name_sealed: Buffer;
  readonly wrapped_key: Buffer;
  readonly uploaded_by: Uploader;
  readonly created_at: Date;
  readonly identity_free_at: Date | null;
  readonly scan: 'not-scanned' | 'clean';
}

const COLUMNS = `id, case_id, purpose, path, content_sha256, content_bytes, type, name_sealed, wrapped_key, uploaded_by,
  created_at, identity_free_at, scan`;
const ofFamily = (
  id: string,
): string => /* sql */ `SELECT ${COLUMNS.replace(/\w+/gu, 'f.$&')} FROM files f JOIN cases k ON k.id = f.case_id
  WHERE k.id = ${id} OR k.parent_id = ${id} ORDER BY k.parent_id IS NOT NULL, k.register_number, f.created_at, f.id`;
const OF_FAMILY = ofFamily('$1');
const OF_FAMILY_IN_SIGHT = ofFamily(CASE_IN_SIGHT);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Files of cases: the bytes lie sealed in the file store, the row says whose they are. Who may read is asked before. */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly store: FileStore,
    private readonly vault: Vault,
  ) {}

  /**
   * Keeps a file and returns its id. The bytes are on disk before the row; when the transaction rolls back they are
   * swept. An upload that no case takes expires after 24 hours of real time. Throws 503 when the disk is full.
   */
  async keep(tx: Tx, file: NewFile): Promise<string> {
    const id = newId();
    const object = await this.store.write(file.content, contentPlace(id));
    const key = this.vault.unwrap(object.wrappedKey, contentPlace(id));
    await tx.query(
      `INSERT INTO files (id, case_id, purpose, path, sha256, bytes, content_sha256, content_bytes, type, name_sealed,
         wrapped_key, uploaded_by, created_at, expires_at, scan, objection_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
         CASE WHEN $2::uuid IS NULL AND $15::uuid IS NULL THEN clock_timestamp() + interval '24 hours' END, $14, $15)`,
      [
        id,
        file.caseId,
        file.purpose,
        object.path,
        object.sha256,
        object.bytes,
        object.contentSha256,
        object.contentBytes,
        file.type,
        this.vault.sealWith(key, Buffer.from(file.name, 'utf8'), namePlace(id)),
        object.wrappedKey,
        file.uploadedBy,
        await tx.now(),
        file.scan ?? 'not-scanned',
        file.objectionId ?? null,
      ],
    );
    return id;
  }

  /** A file with its content. Throws 404 when there is none of this id. */
  async read(tx: Tx, fileId: string): Promise<OpenedFile> {
    const row = UUID.test(fileId) ? (await this.rows(tx, 'id = $1', fileId))[0] : undefined;
    if (row === undefined) throw notFound();
    const content = await this.store.read(
      { path: row.path, wrappedKey: row.wrapped_key },
      contentPlace(row.id),
    );
    return { ...this.factsOf(row), content };
  }

  /** What is known of a file without its content; null when there is none. */
  async facts(tx: Tx, fileId: string): Promise<FileFacts | null> {
    const row = UUID.test(fileId) ? (await this.rows(tx, 'id = $1', fileId))[0] : undefined;
    return row === undefined ? null : this.factsOf(row);
  }

  /** All files of a case, oldest first. */
  async ofCase(tx: Tx, caseId: string): Promise<readonly FileFacts[]> {
    return (await this.rows(tx, 'case_id = $1', caseId)).map((row) => this.factsOf(row));
  }

  /** How the files of a whole request are asked for, its own and those of its parts; `factsOf` reads what comes back. */
  ofFamily(caseId: string): Statement {
    return { sql: OF_FAMILY, params: [caseId] };
  }

  /** The same of the request that the transaction was narrowed to. */
  ofFamilyInSight(): Statement {
    return { sql: OF_FAMILY_IN_SIGHT, params: [] };
  }

  /** Files of an objection that no request stands behind, oldest first. */
  async ofObjection(tx: Tx, objectionId: string): Promise<readonly FileFacts[]> {
    return (await this.rows(tx, 'objection_id = $1', objectionId)).map((row) => this.factsOf(row));
  }

  /** Which of these files are still there: taken by a case, or not expired yet. */
  async present(tx: Tx, fileIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (fileIds.length === 0) return new Set();
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM files
       WHERE id = ANY ($1::uuid[]) AND (expires_at IS NULL OR expires_at > clock_timestamp())`,
      [fileIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Lets uploads that no case has taken wait longer than 24 hours, for instance as long as their draft. */
  async keepUntil(tx: Tx, fileIds: readonly string[], until: Date): Promise<void> {
    if (fileIds.length === 0) return;
    await tx.execute(
      'UPDATE files SET expires_at = $2 WHERE id = ANY ($1::uuid[]) AND case_id IS NULL AND expires_at < $2',
      [fileIds, until],
    );
  }

  private rows(tx: Tx, which: string, value: string): Promise<FileRow[]> {
    return tx.query<FileRow>(`SELECT ${COLUMNS} FROM files WHERE ${which} ORDER BY created_at, id`, [value]);
  }

  /** What a row of `ofFamily` says, with the name unsealed. */
  factsOf(row: FileRow): FileFacts {
    const key = this.vault.unwrap(row.wrapped_key, contentPlace(row.id));
    return {
      id: row.id,
      caseId: row.case_id,
      purpose: row.purpose,
      name: this.vault.openWith(key, row.name_sealed, namePlace(row.id)).toString('utf8'),
      type: row.type,
      bytes: Number(row.content_bytes),
      sha256: row.content_sha256.toString('hex'),
      uploadedBy: row.uploaded_by,
      createdAt: row.created_at,
      identityFreeAt: row.identity_free_at,
      scan: row.scan,
    };
  }
}

function contentPlace(id: string): string {
  return `files|content|${id}`;
}

function namePlace(id: string): string {
  return `files|name|${id}`;
}
