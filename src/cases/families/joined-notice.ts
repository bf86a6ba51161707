import { Injectable } from '@nestjs/common';
import { combineOutcomes } from '../../law/decision-kinds.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { decidedOf, itemsOf } from '../decisions/decided-items.queries.js';
import { WrittenNotice } from '../decisions/written-notice.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';

// Every column of a decision, whatever columns there are; only where it belongs is new.
const COPY_DECISIONS = /* sql */ `
  INSERT INTO item_decisions
  SELECT copy.* FROM unnest($2::uuid[], $3::uuid[]) AS m(there, here)
    JOIN item_decisions d ON d.item_id = m.there AND d.returned_at IS NULL
    CROSS JOIN LATERAL jsonb_populate_record(NULL::item_decisions, to_jsonb(d) || jsonb_build_object(
      'id', gen_random_uuid(), 'case_id', $1::uuid, 'item_id', m.here, 'noticed_at', NULL)) AS copy`;

/**
 * The one written notice of a split request: the items of all parts, each under the name of its agency, become the
 * items of the request; one step, one letter, one mail, one right to object. With an exempt part the superior has
 * consented already, part by part.
 */
@Injectable()
export class JoinedNotice {
  constructor(
    private readonly agencies: AgencyDirectory,
    private readonly transitions: CaseTransitions,
    private readonly notice: WrittenNotice,
  ) {}

  /** The caller sees and holds the whole family, and every part is answered. */
  async send(tx: Tx, request: CaseRow, parts: readonly CaseRow[]): Promise<void> {
    await this.takeItems(tx, request, parts);
    const outcomes = decidedOf(await itemsOf(tx, request.id)).map(({ decision }) => decision.outcome);
    const paper = { letterNumber: null, signedFileId: null };
    if (combineOutcomes(outcomes).needsConsent) {
      const proposed = await this.transitions.applyTransition(tx, request, {
        event: 'propose-refusal',
        visibleTo: 'staff',
        auditFacts: { parts: parts.length },
      });
      const on = (await consentedOn(tx, parts)) ?? localDayOf(await tx.now());
      await this.notice.send(tx, proposed, { paper, consent: { on, attachments: null } });
    } else {
      await this.notice.send(tx, request, { paper });
    }
    await tx.execute(
      `UPDATE item_decisions d SET noticed_at = r.noticed_at
       FROM cases r WHERE r.id = $2 AND d.case_id = ANY ($1::uuid[]) AND d.returned_at IS NULL`,
      [parts.map(({ id }) => id), request.id],
    );
  }

  private async takeItems(tx: Tx, request: CaseRow, parts: readonly CaseRow[]): Promise<void> {
    const items: { readonly id: string; readonly from: string; readonly text: string }[] = [];
    for (const part of parts) {
      const agency = part.agency_code === null ? null : await this.agencies.byCode(part.agency_code);
      const named = agency === null ? '' : `${agency.name}: `;
      for (const item of await itemsOf(tx, part.id))
        items.push({ id: newId(), from: item.id, text: `${named}${item.text}` });
    }
    await tx.execute('DELETE FROM case_items WHERE case_id = $1', [request.id]);
    await tx.query(
      `INSERT INTO case_items (id, case_id, position, text)
       SELECT i.id, $1, i.position, i.text
       FROM unnest($2::uuid[], $3::integer[], $4::text[]) AS i(id, position, text)`,
      [
        request.id,
        items.map(({ id }) => id),
        items.map((_, index) => index + 1),
        items.map(({ text }) => text),
      ],
    );
    await tx.query(COPY_DECISIONS, [request.id, items.map(({ from }) => from), items.map(({ id }) => id)]);
  }
}

/** The last day on which the superior consented to a part. */
async function consentedOn(tx: Tx, parts: readonly CaseRow[]): Promise<LocalDate | null> {
  const [row] = await tx.query<{ on: LocalDate | null }>(
    `SELECT max(facts->>'consentedOn') AS on FROM audit
     WHERE case_id = ANY ($1::uuid[]) AND facts->>'consentedOn' IS NOT NULL`,
    [parts.map(({ id }) => id)],
  );
  return row?.on ?? null;
}
