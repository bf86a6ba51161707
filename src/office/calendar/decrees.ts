import { Injectable } from '@nestjs/common';
import type { DayRow } from '../../law/free-days.js';
import { localDate, type LocalDate } from '../../law/local-date.js';
import { newId } from '../../platform/crypto/new-id.js';
import { sha256 } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';
import { addCalendarVersion, lockCalendar } from './load-calendar.js';
import type { StoredDay } from './stored-day.js';
import type { CalendarChanges, DecreeRow, KnownDay } from './decree-text.js';

/** `draft`: its author alone sees what it would do. */
export type DecreeState = 'draft' | 'proposed' | 'applied' | 'discarded';

/** A decree that somebody brought in. Nothing of it counts before another person applies it. */
export interface Decree {
  readonly id: string;
  readonly state: DecreeState;
  readonly citation: string;
  readonly rows: readonly DecreeRow[];
  readonly fileId: string | null;
  readonly proposedAt: Date;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  readonly settledByName: string | null;
  /** The calendar version that it made. */
  readonly version: number | null;
}

export interface DecreeProgress {
  readonly total: number;
  readonly done: number;
  readonly finished: boolean;
  /** Cases that could not be counted; somebody must look at them. */
  readonly failed: number;
}

export interface CalendarVersion {
  readonly version: number;
  readonly title: string;
  readonly loaded_at: Date;
}

interface StoredDecree {
  readonly id: string;
  readonly state: DecreeState;
  readonly citation: string;
  readonly rows: readonly DecreeRow[];
  readonly file_id: string | null;
  readonly proposed_at: Date;
  readonly proposed_by: string;
  readonly proposed_by_name: string;
  readonly settled_at: Date | null;
  readonly settled_by: string | null;
  readonly settled_by_name: string | null;
  readonly version: number | null;
}

const DECREES = /* sql */ `
  SELECT d.id, d.state, d.citation, d.rows, d.file_id, d.proposed_at, d.proposed_by, p.name AS proposed_by_name,
    d.settled_at, d.settled_by, s.name AS settled_by_name, d.version
  FROM calendar_decrees d JOIN staff p ON p.id = d.proposed_by LEFT JOIN staff s ON s.id = d.settled_by`;

/** Newest decrees that a page lists. */
const LISTED = 50;

/** The decrees of the calendar as rows: brought in, set aside, or made a version. Who may is asked before. */
@Injectable()
export class Decrees {
  /** Keeps a decree: as a draft of its author, or as a proposal for another person. */
  async keep(
    tx: Tx,
    state: 'draft' | 'proposed',
    decree: {
      readonly citation: string;
      readonly rows: readonly DecreeRow[];
      readonly fileId: string | null;
    },
  ): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO calendar_decrees (id, state, citation, rows, file_id, proposed_at, proposed_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, state, decree.citation, JSON.stringify(decree.rows), decree.fileId, await tx.now(), tx.actor.id],
    );
    return id;
  }

  /** Makes a draft a proposal. */
  async propose(tx: Tx, id: string): Promise<void> {
    await tx.execute(
      `UPDATE calendar_decrees SET state = 'proposed', proposed_at = $2 WHERE id = $1 AND state = 'draft'`,
      [id, await tx.now()],
    );
  }

  async byId(tx: Tx, id: string, lock: '' | 'FOR UPDATE OF d' = ''): Promise<Decree | null> {
    const rows = await tx.query<StoredDecree>(`${DECREES} WHERE d.id = $1 ${lock}`, [id]);
    return rows[0] === undefined ? null : toDecree(rows[0]);
  }

  /** The newest first, at most 50; drafts are their author's alone. */
  async recent(tx: Tx): Promise<readonly Decree[]> {
    const rows = await tx.query<StoredDecree>(
      `${DECREES} WHERE d.state <> 'draft' ORDER BY d.proposed_at DESC, d.id LIMIT ${String(LISTED)}`,
    );
    return rows.map(toDecree);
  }

  /** Sets a proposal aside; it stays readable. */
  async discard(tx: Tx, id: string): Promise<void> {
    await tx.execute(
      `UPDATE calendar_decrees SET state = 'discarded', settled_at = $2, settled_by = $3 WHERE id = $1 AND state IN ('draft', 'proposed')`,
      [id, await tx.now(), tx.actor.id],
    );
  }

  /** Makes the decree the newest version of the calendar and returns that version. */
  async apply(tx: Tx, decree: Decree, changes: CalendarChanges): Promise<number> {
    const now = await tx.now();
    const version = await addCalendarVersion(
      tx,
      decree.citation,
      sha256(canonicalJson({ before: await newestHash(tx), changes })),
    );
    await tx.execute(
      `UPDATE calendar_days d SET removed_version = $2, version = $2, admin_changed_at = $3
       FROM jsonb_to_recordset($1::jsonb) AS f(date date, "nameId" text) WHERE d.date = f.date AND d.name_id = f."nameId"`,
      [JSON.stringify(changes.removed), version, now],
    );
    await tx.query(
      `INSERT INTO calendar_days (date, kind, name_id, name_en, decree, decree_date, version, admin_changed_at)
       SELECT f.date, f.kind, f."nameId", f."nameEn", f.decree, f."decreeDate", $2, $3
       FROM jsonb_to_recordset($1::jsonb) AS f(date date, kind text, "nameId" text, "nameEn" text, decree text,
         "decreeDate" date)
       ON CONFLICT (date, name_id) DO UPDATE SET kind = excluded.kind, name_en = excluded.name_en,
         decree = excluded.decree, decree_date = excluded.decree_date, version = excluded.version,
         admin_changed_at = excluded.admin_changed_at, removed_version = NULL`,
      [JSON.stringify(changes.added), version, now],
    );
    await tx.execute(
      `UPDATE calendar_decrees SET state = 'applied', settled_at = $2, settled_by = $3, version = $4 WHERE id = $1`,
      [decree.id, now, tx.actor.id, version],
    );
    return version;
  }

  /** How far the counting of a version is. */
  async progress(tx: Tx, version: number): Promise<DecreeProgress | null> {
    const rows = await tx.query<{ total: number; done: number; finished: boolean; failed: number }>(
      `SELECT r.total, r.done, r.finished_at IS NOT NULL AS finished,
         (SELECT count(*)::int FROM calendar_failures f WHERE f.version = r.version) AS failed
       FROM calendar_runs r WHERE r.version = $1`,
      [version],
    );
    return rows[0] ?? null;
  }

  /** Every version of the calendar, the newest first, at most 50. */
  async versions(tx: Tx): Promise<readonly CalendarVersion[]> {
    return tx.query<CalendarVersion>(
      `SELECT version, title, loaded_at FROM calendar_versions ORDER BY version DESC LIMIT ${String(LISTED)}`,
    );
  }

  /** The days that count now. */
  async knownDays(tx: Tx): Promise<readonly (KnownDay & DayRow)[]> {
    const rows = await tx.query<StoredDay>(
      `SELECT date, kind, name_id, name_en, decree, decree_date FROM calendar_days
       WHERE removed_version IS NULL ORDER BY date, name_id`,
    );
    return rows.map((row) => ({
      date: localDate(row.date),
      kind: row.kind,
      name_id: row.name_id,
      nameId: row.name_id,
      nameEn: row.name_en,
      decree: row.decree,
      decreeDate: localDate(row.decree_date),
    }));
  }

  /** Keeps two changes of the calendar from happening at once. */
  async lock(tx: Tx): Promise<void> {
    await lockCalendar(tx);
  }
}

/** The days of a calendar after a change. */
export function changedDays(days: readonly DayRow[], changes: CalendarChanges): readonly DayRow[] {
  const key = ({ date, nameId }: { readonly date: LocalDate; readonly nameId: string }): string =>
    `${date}|${nameId}`;
  const gone = new Set([...changes.removed, ...changes.added].map(key));
  return [...days.filter((day) => !gone.has(key(day))), ...changes.added];
}

/** The first day that a change touches: no term that ended before it can be moved. */
export function firstChangedDay(changes: CalendarChanges): LocalDate | null {
  const days = [...changes.added, ...changes.removed].map(({ date }) => date).sort();
  return days[0] ?? null;
}

async function newestHash(tx: Tx): Promise<string> {
  const rows = await tx.query<{ hash: string }>(
    `SELECT encode(source_hash, 'hex') AS hash FROM calendar_versions ORDER BY version DESC LIMIT 1`,
  );
  return rows[0]?.hash ?? '';
}

function toDecree(row: StoredDecree): Decree {
  return {
    id: row.id,
    state: row.state,
    citation: row.citation,
    rows: row.rows,
    fileId: row.file_id,
    proposedAt: row.proposed_at,
    proposedBy: row.proposed_by,
    proposedByName: row.proposed_by_name,
    settledAt: row.settled_at,
    settledBy: row.settled_by,
    settledByName: row.settled_by_name,
    version: row.version,
  };
}
