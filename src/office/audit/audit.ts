import { Injectable } from '@nestjs/common';
import { createHmacChain, type SealedCase } from './chain.js';
import type { Tx } from '../../platform/database/tx.js';
import { TRAIL_KEY } from '../../platform/crypto/trail-seal.js';
import { Vault } from '../../platform/crypto/vault.js';

/** Who sees the row in a timeline: the requester and staff, staff alone, or nobody but the verifier. */
export type Visibility = 'requester' | 'staff' | 'system';

/** One change. `facts` hold codes, dates, ids and numbers: never a name, an address or a question. */
export interface AuditEntry {
  /** `case:<id>` is implied by `caseId`; other streams are named, for instance `staff` or `calendar`. */
  readonly stream?: string;
  readonly caseId?: string;
  readonly event: string;
  readonly effectiveAt: Date;
  readonly visibleTo: Visibility;
  readonly agency?: string | null;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** The case as this change leaves it, whole: its seal goes into the row beside its version. */
  readonly sealed?: SealedCase;
  /** True for the very first row of a stream: saves looking for a predecessor. */
  readonly first?: boolean;
}

/**
 * The append-only trail: one row a change, in the transaction of the change. Each stream is a chain of keyed
 * hashes of its own (one chain over all rows would make every filing wait for every other).
 */
@Injectable()
export class Audit {
  private readonly chain: ReturnType<typeof createHmacChain>;

  constructor(vault: Vault) {
    this.chain = createHmacChain(vault.keyOf(TRAIL_KEY));
  }

  /** Writes the row. The caller holds the lock of the case (or of the thing the stream is about). */
  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    const stream = entry.caseId === undefined ? (entry.stream ?? 'office') : `case:${entry.caseId}`;
    // With a number of its own the transaction is a writer for all to see before its row has an id (`Anchors`).
    if (entry.caseId === undefined)
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 11)), pg_current_xact_id()', [
        stream,
      ]);
    const last = entry.first === true ? undefined : await this.last(tx, stream);
    const recordedAt = await tx.now();
    const actor = tx.actor;
    const row = {
      stream,
      seq: (last?.seq ?? 0) + 1,
      caseId: entry.caseId ?? null,
      event: entry.event,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.kind === 'staff' ? actor.name : null,
      agency: entry.agency ?? actor.agency,
      visibleTo: entry.visibleTo,
      effectiveAt: entry.effectiveAt,
      recordedAt,
      facts: this.factsOf(entry),
    };
    const previous = last?.hash ?? this.chain.start;
    const hash = this.chain.hash(row, previous);
    await tx.query(
      `WITH head AS (
         INSERT INTO audit_heads (stream, seq, seal) VALUES ($1, $2, $15)
         ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, seal = excluded.seal
       )
       INSERT INTO audit (stream, seq, case_id, event, actor_kind, actor_id, actor_name, agency_code, visible_to,
         effective_at, recorded_at, facts, previous_hash, hash)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`,
      [
        row.stream,
        row.seq,
        row.caseId,
        row.event,
        row.actorKind,
        row.actorId,
        row.actorName,
        row.agency,
        row.visibleTo,
        row.effectiveAt,
        row.recordedAt,
        JSON.stringify(row.facts),
        previous,
        hash,
        this.chain.seal(stream, row.seq, hash),
      ],
    );
  }

  /** The first rows of many new streams of cases in one statement, for what is taken over by the thousand. */
  async recordFirsts(
    tx: Tx,
    entries: readonly (Omit<AuditEntry, 'stream' | 'first'> & { readonly caseId: string })[],
  ): Promise<void> {
    const recordedAt = await tx.now();
    const { actor } = tx;
    const rows = entries.map((entry) => {
      const row = {
        stream: `case:${entry.caseId}`,
        seq: 1,
        caseId: entry.caseId,
        event: entry.event,
        actorKind: actor.kind,
        actorId: actor.id,
        actorName: actor.kind === 'staff' ? actor.name : null,
        agency: entry.agency ?? actor.agency,
        visibleTo: entry.visibleTo,
        effectiveAt: entry.effectiveAt,
        recordedAt,
        facts: this.factsOf(entry),
      };
      const hash = this.chain.hash(row, this.chain.start);
      return { ...row, hash, seal: this.chain.seal(row.stream, row.seq, hash) };
    });
    await tx.query(
      `WITH made AS (
         SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::jsonb[],
           $8::bytea[], $9::bytea[]) AS t(stream, case_id, event, agency, visible_to, effective_at, facts, hash, seal)
       ), heads AS (
         INSERT INTO audit_heads (stream, seq, seal) SELECT stream, 1, seal FROM made
       )
       INSERT INTO audit (stream, seq, case_id, event, actor_kind, actor_id, actor_name, agency_code, visible_to,
         effective_at, recorded_at, facts, previous_hash, hash)
       SELECT stream, 1, case_id, event, $10, $11, $12, agency, visible_to, effective_at, $13, facts, $14, hash FROM made`,
      [
        rows.map(({ stream }) => stream),
        rows.map(({ caseId }) => caseId),
        rows.map(({ event }) => event),
        rows.map(({ agency }) => agency),
        rows.map(({ visibleTo }) => visibleTo),
        rows.map(({ effectiveAt }) => effectiveAt.toISOString()),
        rows.map(({ facts }) => JSON.stringify(facts)),
        rows.map(({ hash }) => hash),
        rows.map(({ seal }) => seal),
        actor.kind,
        actor.id,
        actor.kind === 'staff' ? actor.name : null,
        recordedAt,
        this.chain.start,
      ],
    );
  }

  private factsOf({ facts, sealed }: Pick<AuditEntry, 'facts' | 'sealed'>): Record<string, unknown> {
    return { ...facts, ...(sealed === undefined ? {} : { sealed: this.chain.sealOfCase(sealed) }) };
  }

  private async last(tx: Tx, stream: string): Promise<{ seq: number; hash: Buffer } | undefined> {
    const rows = await tx.query<{ seq: number; hash: Buffer }>(
      'SELECT seq, hash FROM audit WHERE stream = $1 ORDER BY seq DESC LIMIT 1',
      [stream],
    );
    return rows[0];
  }
}
