import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES, mayBeAnswered } from '../../law/state-sets.js';
import { StoredFiles } from '../../office/documents/stored-files.js';
import type { Tx } from '../../platform/database/tx.js';
import { Problem } from '../../platform/http/problems.js';
import { GroupDesk, type GroupTaker } from '../decisions/group-desk.js';
import { caseColumns, type CaseRow } from '../requests/case-row.js';
import { likeness } from './similar-text.js';

/** From here on two questions are offered as near-identical. */
const ALIKE = 0.3;
const MOST_OFFERED = 10;
const LOOKED_AT = 500;

/** An open case whose question is like another's. */
export interface AlikeCase {
  readonly id: string;
  readonly register_number: string;
  readonly question: string;
}

const OTHERS = /* sql */ `
  FROM case_group_members m JOIN case_group_members o ON o.group_id = m.group_id AND o.left_at IS NULL
    JOIN cases c ON c.id = o.case_id AND c.id <> m.case_id
  WHERE m.case_id = $1 AND m.left_at IS NULL AND c.agency_code IS NOT DISTINCT FROM $2 AND c.noticed_at IS NULL
    AND c.status = ANY ($3)`;

/**
 * Locks cases beside one that is held already. Two people who start from different members would wait for each other,
 * so only what comes after the held case in the order of ids is waited for; what is before it and held by somebody is
 * 409 `stale`: something changes there right now.
 */
export async function lockBeside(tx: Tx, held: CaseRow, ids: readonly string[]): Promise<CaseRow[]> {
  const lock = (condition: string, how: string): Promise<CaseRow[]> =>
    tx.query<CaseRow>(
      `SELECT ${caseColumns('c')} FROM cases c WHERE c.id = ANY ($1::uuid[]) AND c.id ${condition} $2
       ORDER BY c.id FOR UPDATE OF c ${how}`,
      [ids, held.id],
    );
  const before = await lock('<', 'SKIP LOCKED');
  const expected = await tx.query('SELECT 1 FROM cases WHERE id = ANY ($1::uuid[]) AND id < $2', [
    ids,
    held.id,
  ]);
  if (before.length < expected.length)
    throw new Problem(409, 'stale', {}, [], { version: held.version, changes: [] });
  return [...before, ...(await lock('>', ''))];
}

/** Groups of near-identical requests: who belongs together, and whose answer could be the same. */
@Injectable()
export class Groups implements GroupTaker {
  constructor(
    desk: GroupDesk,
    private readonly files: StoredFiles,
  ) {
    desk.register(this);
  }

  async others(tx: Tx, row: CaseRow): Promise<readonly CaseRow[]> {
    const others = await tx.query<{ id: string }>(`SELECT c.id ${OTHERS}`, [
      row.id,
      row.agency_code,
      ANSWERABLE_STATES,
    ]);
    const locked = await lockBeside(
      tx,
      row,
      others.map(({ id }) => id),
    );
    return locked.filter(
      (one) => one.agency_code === row.agency_code && one.noticed_at === null && mayBeAnswered(one.status),
    );
  }

  async count(tx: Tx, row: CaseRow): Promise<number> {
    const rows = await tx.query<{ n: number }>(`SELECT count(*)::int AS n ${OTHERS}`, [
      row.id,
      row.agency_code,
      ANSWERABLE_STATES,
    ]);
    return rows[0]?.n ?? 0;
  }

  async copyFiles(tx: Tx, fileIds: readonly string[]): Promise<readonly string[]> {
    const copies: string[] = [];
    for (const id of fileIds) {
      const { name, type, content, scan } = await this.files.read(tx, id);
      copies.push(
        await this.files.keep(tx, {
          caseId: null,
          purpose: 'upload',
          name,
          type,
          content,
          uploadedBy: 'staff',
          scan,
        }),
      );
    }
    return copies;
  }

  /** The group that a case is in now. */
  async of(tx: Tx, caseId: string): Promise<string | null> {
    const rows = await tx.query<{ group_id: string }>(
      'SELECT group_id FROM case_group_members WHERE case_id = $1 AND left_at IS NULL',
      [caseId],
    );
    return rows[0]?.group_id ?? null;
  }

  /** Open cases of the same agency that ask nearly the same and are in no group, the most alike first. */
  async alike(tx: Tx, row: CaseRow): Promise<readonly AlikeCase[]> {
    const open = await tx.query<AlikeCase>(
      `SELECT c.id, c.register_number, c.question FROM cases c
       WHERE c.agency_code IS NOT DISTINCT FROM $2 AND c.id <> $1 AND c.noticed_at IS NULL AND c.status = ANY ($3)
         AND c.parent_id IS NULL AND c.part_count = 0
         AND NOT EXISTS (SELECT 1 FROM case_group_members m WHERE m.case_id = c.id AND m.left_at IS NULL)
       ORDER BY c.received_at DESC, c.id LIMIT ${String(LOOKED_AT)}`,
      [row.id, row.agency_code, ANSWERABLE_STATES],
    );
    return open
      .map((one) => ({ one, like: likeness(row.question, one.question) }))
      .filter(({ like }) => like >= ALIKE)
      .sort((a, b) => b.like - a.like)
      .slice(0, MOST_OFFERED)
      .map(({ one }) => one);
  }
}
