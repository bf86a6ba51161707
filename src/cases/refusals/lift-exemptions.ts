import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import { OpenDecree } from './open-decree.js';
import { readDecree, stands } from './refusal-records.js';

/** The remedy that has opened what a request was refused for, and its reasons. */
export interface Lifting {
  readonly objectionId: string;
  readonly reason: string;
}

/** Longest reason that a review of a decree keeps, in characters. */
const LONGEST_REASON = 2_000;

/**
 * What an objection or a dispute has opened is never exempt again (UU 14/2008 art. 11(2), 18(1)): no later refusal rests
 * on the decrees of the request and of its parts, nor on those that were made for the same information in another request,
 * as in a group that was refused together.
 */
@Injectable()
export class LiftExemptions {
  constructor(private readonly decrees: OpenDecree) {}

  async run(tx: Tx, caseId: string, { objectionId, reason }: Lifting): Promise<void> {
    const today = localDayOf(await tx.now());
    for (const id of await decreesOfInformation(tx, caseId)) {
      const decree = await readDecree(tx, id, 'FOR UPDATE');
      if (decree === null || !stands(decree, today)) continue;
      const opening = { reason: reason.slice(0, LONGEST_REASON), approval: null, objectionId };
      await this.decrees.run(tx, decree, opening);
    }
  }
}

// The same information: tested in the same words on the same letters of art. 17, for the same agency.
async function decreesOfInformation(tx: Tx, caseId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `WITH own AS (
       SELECT d.id, d.agency_code, s.information, s.article17 FROM exemption_decrees d
       JOIN test_sheets s ON s.id = d.test_sheet_id
       WHERE d.id IN (SELECT p.decree_id FROM refusal_proposals p JOIN cases c ON c.id = p.case_id
         WHERE (c.id = $1 OR c.parent_id = $1) AND p.status = 'consented'))
     SELECT id FROM own UNION
     SELECT d.id FROM exemption_decrees d JOIN test_sheets s ON s.id = d.test_sheet_id
     JOIN own ON own.information = s.information AND own.article17 = s.article17
       AND own.agency_code IS NOT DISTINCT FROM d.agency_code
     WHERE d.opened_at IS NULL
     ORDER BY id`,
    [caseId],
  );
  return rows.map(({ id }) => id);
}
