import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { keyedHash, Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { AnchorFolder } from '../../platform/files/anchor-folder.js';

/** Rows that are hashed together; part of what an anchor means. */
const BLOCK = 2_000;
/** How long a round waits for the writers of the moment; the next round tries again. */
const WAIT_MILLISECONDS = 2_000;
const LOOK_MILLISECONDS = 20;

/** What the trail was on a day: the keyed hash of its rows after `after` up to `upTo`, by their ids. */
interface Anchor {
  readonly day: LocalDate;
  readonly after: number;
  readonly upTo: number;
  readonly digest: string;
}

/**
 * Once a day the rows that came since the last anchor are hashed into a file outside the database. A user of the database,
 * its superuser too, who puts a trail back as it once was (rows, seal and case together) no longer fits that file.
 */
@Injectable()
export class Anchors {
  private readonly key: Buffer;
  private anchored: LocalDate | null = null;

  constructor(
    private readonly database: Database,
    private readonly folder: AnchorFolder,
    vault: Vault,
  ) {
    this.key = vault.keyOf('audit anchors');
  }

  /** Takes the anchor of the day unless there is one; cheap when there is. Any number of workers may call it. */
  async takeDaily(): Promise<void> {
    const day = localDayOf(await this.database.read(SYSTEM, ALL, (tx) => tx.now()));
    if (this.anchored === day) return;
    const name = `${day}.json`;
    if (!(await this.folder.has(name))) {
      const after = (await this.all()).at(-1)?.upTo ?? 0;
      const upTo = await this.settledEnd();
      if (upTo === null) return;
      const anchor: Anchor = { day, after, upTo, digest: await this.digest(after, upTo) };
      // Another worker may have been quicker; its anchor is as good.
      if (upTo > after) await this.folder.keep(name, `${JSON.stringify(anchor)}\n`);
    }
    this.anchored = day;
  }

  /** The first anchor that the rows no longer fit, or null. */
  async firstBroken(): Promise<{ readonly name: string; readonly upTo: number } | null> {
    for (const { day, after, upTo, digest } of await this.all())
      if ((await this.digest(after, upTo)) !== digest) return { name: `anchor:${day}`, upTo };
    return null;
  }

  private async all(): Promise<readonly Anchor[]> {
    const texts = await this.folder.texts();
    return texts.map(({ text }) => JSON.parse(text) as Anchor).sort((a, b) => a.upTo - b.upTo);
  }

  /**
   * The last row before which none can come any more: whoever was writing when it was read has ended. Null when somebody
   * writes on for too long.
   */
  private async settledEnd(): Promise<number | null> {
    const upTo = await this.one('SELECT coalesce(max(id), 0)::text AS value FROM audit');
    const horizon = await this.one('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS value');
    for (let waited = 0; waited < WAIT_MILLISECONDS; waited += LOOK_MILLISECONDS) {
      const oldest = await this.one('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS value');
      if (oldest >= horizon) return Number(upTo);
      await pause(LOOK_MILLISECONDS);
    }
    return null;
  }

  private async one(sql: string): Promise<bigint> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) => tx.query<{ value: string }>(sql));
    return BigInt(rows[0]?.value ?? '0');
  }

  private async digest(after: number, upTo: number): Promise<string> {
    let hash: Buffer = Buffer.alloc(0);
    let last = after;
    for (;;) {
      const rows = await this.database.read(SYSTEM, ALL, (tx) =>
        tx.query<{ id: string; hash: string }>(
          `SELECT id, encode(hash, 'hex') AS hash FROM audit WHERE id > $1 AND id <= $2 ORDER BY id LIMIT ${String(BLOCK)}`,
          [last, upTo],
        ),
      );
      const block = rows.map((row) => `${row.id} ${row.hash}`).join('\n');
      hash = keyedHash(this.key, `${hash.toString('hex')}\n${block}`);
      if (rows.length < BLOCK) return hash.toString('hex');
      last = Number(rows.at(-1)?.id);
    }
  }
}
