import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import type { CaseRow } from '../requests/case-row.js';
import type { DecidingBody } from './deciding-body.js';

/** What a group of near-identical requests is: the room of families knows. */
export interface GroupTaker {
  /** The other open members of this case's group, locked. */
  others(tx: Tx, row: CaseRow): Promise<readonly CaseRow[]>;
  /** How many they are, without a lock. */
  count(tx: Tx, row: CaseRow): Promise<number>;
  /** New uploads with the content of these, because a file belongs to one case. */
  copyFiles(tx: Tx, fileIds: readonly string[]): Promise<readonly string[]>;
}

type Deciding = DecidingBody & {
  readonly fileIds?: string[] | null;
  readonly grant?: { readonly fileIds?: string[] | null } | null;
  /** Of a proposal to refuse. */
  readonly testSheetNumber?: string | null;
};

/**
 * One prepared answer for every member of a group: the same act on each, each with its own letter, mail, entry, decision
 * and clock, all in one transaction. A number or signed copy that was typed, of the letter or of the test
 * sheet, belongs to the first one alone.
 */
@Injectable()
export class GroupDesk {
  private taker: GroupTaker | null = null;

  /** Throws when somebody has registered already. */
  register(taker: GroupTaker): void {
    if (this.taker !== null) throw new Error('the desk of groups is taken already');
    this.taker = taker;
  }

  /** Other open cases that the answer of this one could go to as well. */
  async count(tx: Tx, row: CaseRow): Promise<number> {
    return (await this.taker?.count(tx, row)) ?? 0;
  }

  /**
   * Runs a deciding act on the case and on its group: that is what they were grouped for. With `alsoForGroup: false`, or
   * for single items, it is for this case alone. Throws 422 where both single items and the group are asked for.
   */
  async each<Body extends Deciding>(
    tx: Tx,
    row: CaseRow,
    body: Body,
    act: (row: CaseRow, body: Body) => Promise<CaseRow>,
  ): Promise<CaseRow> {
    const wanted = body.alsoForGroup ?? body.itemIds == null;
    if (!wanted || this.taker === null) return act(row, body);
    if (body.itemIds != null) {
      throw invalid([
        { field: 'alsoForGroup', code: 'wrong-value', message: 'decisions.errors.group-items' },
      ]);
    }
    const others = await this.taker.others(tx, row);
    const changed = await act(row, body);
    for (const other of others) await act(other, await this.ownBody(tx, this.taker, body));
    return changed;
  }

  private async ownBody<Body extends Deciding>(tx: Tx, taker: GroupTaker, body: Body): Promise<Body> {
    const copies = async (ids: readonly string[] | null | undefined): Promise<string[]> =>
      ids == null ? [] : [...(await taker.copyFiles(tx, ids))];
    return {
      ...body,
      letterNumber: null,
      signedFileId: null,
      ...(body.testSheetNumber == null ? {} : { testSheetNumber: null }),
      ...(body.fileIds == null ? {} : { fileIds: await copies(body.fileIds) }),
      ...(body.grant == null ? {} : { grant: { ...body.grant, fileIds: await copies(body.grant.fileIds) } }),
    };
  }
}
