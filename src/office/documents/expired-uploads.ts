import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM } from '../../platform/database/scope.js';
import { FileStore } from '../../platform/files/file-store.js';

/** Longer than any transaction or upload lasts; well inside the 24 hours that orphans may stay. */
const ORPHAN_SECONDS = 3_600;
const BATCH = 500;

/** Housekeeping of the file store: uploads that no case took, objects whose row was rolled back, temporary files. */
@Injectable()
export class ExpiredUploads {
  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
  ) {}

  /** Safe to run at any time and by several processes at once. Returns how many files went. */
  async removeExpired(): Promise<number> {
    const expired = await this.removeRows();
    const temporary = await this.store.removeTemporaryOlderThan(ORPHAN_SECONDS);
    return expired + temporary + (await this.removeOrphans());
  }

  // Row first, object after the commit: a row never points to nothing.
  private async removeRows(): Promise<number> {
    const gone = await this.database.transaction(SYSTEM, NOTHING, (tx) =>
      tx.query<{ path: string }>(
        `DELETE FROM files WHERE case_id IS NULL AND expires_at < clock_timestamp() RETURNING path`,
      ),
    );
    for (const { path } of gone) await this.store.remove(path);
    return gone.length;
  }

  private async removeOrphans(): Promise<number> {
    const old = await this.store.objectsOlderThan(ORPHAN_SECONDS);
    let removed = 0;
    for (let at = 0; at < old.length; at += BATCH) {
      const paths = old.slice(at, at + BATCH);
      const known = await this.database.read(SYSTEM, NOTHING, (tx) =>
        tx.query<{ path: string }>('SELECT path FROM files WHERE path = ANY ($1::text[])', [paths]),
      );
      const kept = new Set(known.map((row) => row.path));
      for (const path of paths) {
        if (kept.has(path)) continue;
        await this.store.remove(path);
        removed += 1;
      }
    }
    return removed;
  }
}
