import { Injectable } from '@nestjs/common';
import { mayBeAnswered } from '../../law/state-sets.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { mustBeGroupable } from '../decisions/may-be-rearranged.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { Groups, lockBeside } from './groups.js';

/**
 * Groups near-identical open requests of one agency, with a reason: their answer is prepared once. Each stays a request
 * of its own with its own number, date and notice; a group is never a ground to refuse (law.md 6.1).
 */
@Injectable()
export class GroupCases {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly groups: Groups,
  ) {}

  /** Throws 409 where no answer is due any more, 422 for cases that cannot belong to it. */
  async run(tx: Tx, row: CaseRow, caseIds: readonly string[], reason: string): Promise<CaseRow> {
    mustBeGroupable(row);
    const present = await this.groups.of(tx, row.id);
    const others = await this.members(tx, row, caseIds);
    const groupId = present ?? (await newGroup(tx, row, reason));
    const joining = present === null ? [row, ...others] : others;
    let changed = row;
    for (const one of joining) {
      await tx.execute(
        `INSERT INTO case_group_members (group_id, case_id, joined_at) VALUES ($1, $2, $3)
         ON CONFLICT (group_id, case_id) DO UPDATE SET joined_at = excluded.joined_at, left_at = NULL, left_reason = NULL`,
        [groupId, one.id, await tx.now()],
      );
    }
    for (const one of [row, ...others]) {
      const after = await this.transitions.recordChange(
        tx,
        one,
        'grouped',
        {},
        {
          facts: {
            groupId,
            with: [row, ...others].filter(({ id }) => id !== one.id).map((other) => other.register_number),
          },
        },
      );
      if (one.id === row.id) changed = after;
    }
    return changed;
  }

  /** Leaves the group: from now on the case is answered alone. Throws 409 where it is in none. */
  async leave(tx: Tx, row: CaseRow, reason: string): Promise<CaseRow> {
    const groupId = await this.groups.of(tx, row.id);
    if (groupId === null) throw refused('not-in-this-state');
    await tx.execute(
      `UPDATE case_group_members SET left_at = $3, left_reason = $4
       WHERE group_id = $1 AND case_id = $2 AND left_at IS NULL`,
      [groupId, row.id, await tx.now(), reason],
    );
    return this.transitions.recordChange(tx, row, 'group-left', {}, { facts: { groupId } });
  }

  private async members(tx: Tx, row: CaseRow, caseIds: readonly string[]): Promise<readonly CaseRow[]> {
    const rows = await lockBeside(tx, row, caseIds);
    const grouped = await tx.query<{ case_id: string }>(
      'SELECT case_id FROM case_group_members WHERE case_id = ANY ($1::uuid[]) AND left_at IS NULL',
      [caseIds],
    );
    const fits = rows.filter(
      (one) =>
        one.agency_code === row.agency_code &&
        one.noticed_at === null &&
        mayBeAnswered(one.status) &&
        one.parent_id === null &&
        one.part_count === 0 &&
        !grouped.some(({ case_id: id }) => id === one.id),
    );
    if (fits.length < caseIds.length) {
      throw invalid([{ field: 'caseIds', code: 'unknown-value', message: 'families.errors.member-unknown' }]);
    }
    return fits;
  }
}

async function newGroup(tx: Tx, row: CaseRow, reason: string): Promise<string> {
  const id = newId();
  await tx.query(
    'INSERT INTO case_groups (id, agency_code, reason, staff_id, at) VALUES ($1, $2, $3, $4, $5)',
    [id, row.agency_code, reason, tx.actor.id, await tx.now()],
  );
  return id;
}
