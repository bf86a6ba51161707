import { Injectable } from '@nestjs/common';
import { StoredFiles } from '../../../office/documents/stored-files.js';
import { randomSecret, sha256, Vault } from '../../../platform/crypto/vault.js';
import { Database } from '../../../platform/database/database.js';
import { NOTHING, PUBLIC, SYSTEM } from '../../../platform/database/scope.js';
import type { Tx } from '../../../platform/database/tx.js';
import { emptyDraft, filesOf, withoutLostFiles, type Draft } from './draft.js';

/** A draft as it was found: still being written, or sent. */
export interface FoundDraft {
  readonly draft: Draft;
  readonly filedCaseId: string | null;
  readonly expiresAt: Date;
}

interface Row {
  readonly sealed: Buffer;
  readonly filed_case_id: string | null;
  readonly expires_at: Date;
}

const DAYS_IN_BROWSER = 7;
const DAYS_WITH_MAIL = 14;

/**
 * Drafts of requests: sealed, found only by a secret that lies in the browser's cookie and here as a hash. Kept for 7
 * days, or 14 once a link was mailed; by the real clock. Identity papers in them go after 24 hours.
 */
@Injectable()
export class Drafts {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly files: StoredFiles,
  ) {}

  /** The draft of this secret, without files that have expired; null when there is none. */
  async find(secret: string): Promise<FoundDraft | null> {
    return this.database.read(PUBLIC, NOTHING, (tx) => this.read(tx, sha256(secret), ''));
  }

  /** Reads a draft by the hash of its secret inside a transaction. */
  async read(tx: Tx, idHash: Buffer, lock: '' | 'FOR UPDATE'): Promise<FoundDraft | null> {
    const rows = await tx.query<Row>(
      `SELECT sealed, filed_case_id, expires_at FROM drafts
       WHERE id_hash = $1 AND expires_at > clock_timestamp() ${lock}`,
      [idHash],
    );
    const row = rows[0];
    if (row === undefined) return null;
    const draft = JSON.parse(this.vault.open(row.sealed, place(idHash)).toString('utf8')) as Draft;
    // A draft of before a question was added answers it as an empty one does.
    const whole = { ...emptyDraft('', 'id').answers, ...draft.answers };
    // Files of a sent draft are its case's already, an instant before the draft knows: they are not lost.
    const present = await this.files.present(tx, filesOf(whole));
    const answers = row.filed_case_id === null ? withoutLostFiles(whole, present) : whole;
    return { draft: { ...draft, answers }, filedCaseId: row.filed_case_id, expiresAt: row.expires_at };
  }

  /**
   * Changes a draft that is not sent yet, or begins one with `begin()` where there is none; parallel changes wait for
   * each other. A sent draft is handed back as it is.
   */
  async change(secret: string, begin: () => Draft, work: (draft: Draft) => Draft): Promise<FoundDraft> {
    const idHash = sha256(secret);
    return this.database.transaction(PUBLIC, NOTHING, async (tx) => {
      const found = await this.read(tx, idHash, 'FOR UPDATE');
      if (found !== null && found.filedCaseId !== null) return found;
      const draft = work(found?.draft ?? begin());
      const expiresAt = await this.write(tx, idHash, draft);
      return { draft, filedCaseId: null, expiresAt };
    });
  }

  /** Notes whom the link of a draft went to and how it is found; null when there is no such draft. */
  async saveTo(secret: string, address: string, tokenHash: Buffer): Promise<FoundDraft | null> {
    const idHash = sha256(secret);
    return this.database.transaction(PUBLIC, NOTHING, async (tx) => {
      const found = await this.read(tx, idHash, 'FOR UPDATE');
      if (found === null || found.filedCaseId !== null) return null;
      const draft = { ...found.draft, savedTo: address };
      const expiresAt = await this.write(tx, idHash, draft);
      await tx.execute('UPDATE drafts SET resume_token_hash = $2 WHERE id_hash = $1', [idHash, tokenHash]);
      return { draft, filedCaseId: null, expiresAt };
    });
  }

  /** Marks a draft as sent and forgets what it said. */
  async markFiled(secret: string, caseId: string): Promise<void> {
    const idHash = sha256(secret);
    const blank = this.vault.seal(JSON.stringify(emptyDraft('', 'id')), place(idHash));
    await this.database.transaction(PUBLIC, NOTHING, (tx) =>
      tx.execute(
        `UPDATE drafts SET filed_case_id = $2, sealed = $3, email_index = NULL, resume_token_hash = NULL
         WHERE id_hash = $1`,
        [idHash, caseId, blank],
      ),
    );
  }

  /** Forgets a draft: on *Keluar*. */
  async forget(secret: string): Promise<void> {
    await this.database.transaction(PUBLIC, NOTHING, (tx) =>
      tx.execute('DELETE FROM drafts WHERE id_hash = $1', [sha256(secret)]),
    );
  }

  /** Gives a draft a new secret, so that the browser that opened the mailed link goes on with it. */
  async moveTo(tx: Tx, idHash: Buffer): Promise<string | null> {
    const found = await this.read(tx, idHash, 'FOR UPDATE');
    if (found === null || found.filedCaseId !== null) return null;
    const secret = randomSecret();
    const next = sha256(secret);
    await tx.execute('UPDATE drafts SET id_hash = $2, sealed = $3 WHERE id_hash = $1', [
      idHash,
      next,
      this.vault.seal(JSON.stringify(found.draft), place(next)),
    ]);
    return secret;
  }

  /** Removes drafts that have ended and used-up codes. Safe to run at any time. Returns how many drafts went. */
  async removeExpired(): Promise<number> {
    return this.database.transaction(SYSTEM, NOTHING, async (tx) => {
      await tx.execute(`DELETE FROM mail_codes WHERE expires_at < clock_timestamp() - interval '1 day'`);
      return tx.execute('DELETE FROM drafts WHERE expires_at < clock_timestamp()');
    });
  }

  private async write(tx: Tx, idHash: Buffer, draft: Draft): Promise<Date> {
    const days = draft.savedTo === null ? DAYS_IN_BROWSER : DAYS_WITH_MAIL;
    const rows = await tx.query<{ expires_at: Date }>(
      `INSERT INTO drafts (id_hash, sealed, expires_at)
       VALUES ($1, $2, clock_timestamp() + make_interval(days => $3))
       ON CONFLICT (id_hash) DO UPDATE
         SET sealed = excluded.sealed, updated_at = clock_timestamp(), expires_at = excluded.expires_at,
           filed_case_id = NULL
       RETURNING expires_at`,
      [idHash, this.vault.seal(JSON.stringify(draft), place(idHash)), days],
    );
    const expiresAt = rows[0]?.expires_at;
    if (expiresAt === undefined) throw new Error('a draft was not written');
    // Supporting files wait as long as their draft; identity papers keep their 24 hours.
    const attachments = draft.answers.files.map((file) => file.id);
    await this.files.keepUntil(tx, attachments, expiresAt);
    return expiresAt;
  }
}

function place(idHash: Buffer): string {
  return `drafts|sealed|${idHash.toString('hex')}`;
}
