import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { keyedHash, Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { AnchorFolder } from '../../platform/files/anchor-folder.js';
import { Audit } from './audit.js';

/** Rows that are hashed together; part of what an anchor means. */
const BLOCK = 2_000;
/** How long a round waits for the writers of the moment; the next round tries again. */
const WAIT_MILLISECONDS = 2_000;
const LOOK_MILLISECONDS = 20;
/** Stream of the trail that tells of the anchors. */
const STREAM = 'anchors';

/** What the trail was on a day: the keyed hash of its rows after `after` up to `upTo`, by their ids. */
interface Anchor {
  readonly day: LocalDate;
  readonly after: number;
  readonly upTo: number;
  readonly digest: string;
}

/** Where the rows no longer fit what was anchored. */
export interface BrokenAnchor {
  readonly name: string;
  readonly upTo: number;
  readonly reason: string;
}

/**
 * Once a day the rows that came since the last anchor are hashed into a file outside the database, and the trail says so. A
 * user of the database, its superuser too, who puts a trail back as it once was (rows, seal and case together) no longer
 * fits that file; whoever takes the file away no longer fits the trail.
 */
@Injectable()
export class Anchors {
  private readonly key: Buffer;
  private anchored: LocalDate | null = null;

  constructor(
    private readonly database: Database,
    private readonly folder: AnchorFolder,
    private readonly audit: Audit,
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
      const after = (await this.files()).at(-1)?.anchor?.upTo ?? 0;
      const upTo = await this.settledEnd();
      if (upTo === null) return;
      const anchor: Anchor = { day, after, upTo, digest: await this.digest(after, upTo) };
      // Another worker may have been quicker; its anchor is as good.
      if (upTo > after) await this.folder.keep(name, `${JSON.stringify(anchor)}\n`);
    }
    await this.tell(day);
    this.anchored = day;
  }

  /** The first anchor that the rows no longer fit, or that is not as the trail has it; null when all are. */
  async firstBroken(): Promise<BrokenAnchor | null> {
    // Before the files: a worker that takes an anchor meanwhile writes the file first.
    const told = await this.told();
    const kept = new Map<string, Anchor>();
    // Two workers at the turn of a day may begin at the same end: what they cover twice does no harm.
    const ends = new Set([0]);
    for (const { name, anchor } of await this.files()) {
      const broken = (reason: string): BrokenAnchor => ({
        name,
        upTo: anchor?.upTo ?? Math.max(...ends),
        reason,
      });
      if (anchor === null || `anchor:${anchor.day}` !== name || !ends.has(anchor.after))
        return broken('this anchor outside the database was changed, or one before it is gone');
      if ((await this.digest(anchor.after, anchor.upTo)) !== anchor.digest)
        return broken('the rows up to here are not those of their anchor outside the database');
      kept.set(anchor.day, anchor);
      ends.add(anchor.upTo);
    }
    const lost = told.find((one) => !isDeepStrictEqual(kept.get(one.day), one));
    if (lost === undefined) return null;
    const reason = 'the anchor outside the database that the trail tells of is gone, or another';
    return { name: `anchor:${lost.day}`, upTo: lost.upTo, reason };
  }

  /** Writes the anchor of the day into the trail, once. */
  private async tell(day: LocalDate): Promise<void> {
    const anchor = (await this.files()).at(-1)?.anchor;
    if (anchor?.day !== day) return;
    await this.database.transaction(SYSTEM, ALL, async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 12))', [STREAM]);
      const rows = await tx.query(`SELECT 1 FROM audit WHERE stream = $1 AND facts->>'day' = $2`, [
        STREAM,
        day,
      ]);
      if (rows.length > 0) return;
      const effectiveAt = await tx.now();
      const entry = { event: 'anchored', visibleTo: 'system', effectiveAt, facts: { ...anchor } } as const;
      await this.audit.record(tx, { stream: STREAM, ...entry });
    });
  }

  private async told(): Promise<readonly Anchor[]> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ facts: Anchor }>('SELECT facts FROM audit WHERE stream = $1 ORDER BY seq', [STREAM]),
    );
    return rows.map(({ facts }) => facts);
  }

  /** Every file in the order of what it covers; null = not as we write them. */
  private async files(): Promise<readonly { readonly name: string; readonly anchor: Anchor | null }[]> {
    const texts = await this.folder.texts();
    return texts
      .map(({ name, text }) => ({ name: `anchor:${name.slice(0, -'.json'.length)}`, anchor: read(text) }))
      .sort((a, b) => (a.anchor?.upTo ?? 0) - (b.anchor?.upTo ?? 0));
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

function read(text: string): Anchor | null {
  try {
    const { day, after, upTo, digest } = JSON.parse(text) as Partial<Anchor>;
    const isWhole =
      typeof day === 'string' &&
      typeof digest === 'string' &&
      Number.isSafeInteger(after) &&
      Number.isSafeInteger(upTo);
    return isWhole ? ({ day, after, upTo, digest } as Anchor) : null;
  } catch {
    return null;
  }
}
