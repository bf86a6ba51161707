import { Injectable } from '@nestjs/common';
import { combineOutcomes } from '../../law/decision-kinds.js';
import { localDayOf } from '../../law/local-date.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import type { AnsweredPart } from '../../office/notifications/kinds/answering.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { decidedOf, itemsOf } from '../decisions/decided-items.queries.js';
import { WrittenNotice } from '../decisions/written-notice.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import type { NoticePaper } from '../requests/notice-body.js';
import { consentsTo } from './parts.queries.js';

// Every column of a decision, whatever columns there are; only where it belongs is new. An agency that has answered its
// part promises no earlier day than that of the notice itself.
const COPY_DECISIONS = /* sql */ `
  INSERT INTO item_decisions
  SELECT copy.* FROM unnest($2::uuid[], $3::uuid[]) AS m(there, here)
    JOIN item_decisions d ON d.item_id = m.there AND d.returned_at IS NULL
    CROSS JOIN LATERAL jsonb_populate_record(NULL::item_decisions, to_jsonb(d) || jsonb_build_object(
      'id', gen_random_uuid(), 'case_id', $1::uuid, 'item_id', m.here, 'noticed_at', NULL,
      'available_on', greatest(d.available_on, CASE WHEN d.available_on IS NULL THEN NULL ELSE $4::date END))) AS copy`;

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

  /** The caller sees and holds the whole family, every part is answered; `paper` is of the act that ended it. */
  async send(tx: Tx, request: CaseRow, parts: readonly CaseRow[], paper: NoticePaper): Promise<void> {
    await this.takeItems(tx, request, parts);
    const outcomes = decidedOf(await itemsOf(tx, request.id)).map(({ decision }) => decision.outcome);
    const consents = await consentsTo(tx, parts);
    const joined = {
      parts: await this.answersOf(tx, parts),
      consentedBy: [...new Set(consents.map(({ consentedBy }) => consentedBy))],
    };
    if (combineOutcomes(outcomes).needsConsent) {
      // Proposed and consented to part by part, by two people each: here it is only brought together.
      const proposed = await this.transitions.applyTransition(tx, request, {
        event: 'propose-refusal',
        timeline: 'parts-joined',
        visibleTo: 'staff',
        auditFacts: {
          parts: parts.length,
          proposals: consents.map(({ part, proposedBy, consentedBy }) => ({ part, proposedBy, consentedBy })),
        },
      });
      const on = localDayOf(consents.at(-1)?.consentedAt ?? (await tx.now()));
      await this.notice.send(tx, proposed, {
        paper,
        consent: { on, papers: consents },
        joined,
      });
    } else {
      await this.notice.send(tx, request, { paper, joined });
    }
    await tx.execute(
      `UPDATE item_decisions d SET noticed_at = r.noticed_at
       FROM cases r WHERE r.id = $2 AND d.case_id = ANY ($1::uuid[]) AND d.returned_at IS NULL`,
      [parts.map(({ id }) => id), request.id],
    );
  }

  private async answersOf(tx: Tx, parts: readonly CaseRow[]): Promise<readonly AnsweredPart[]> {
    const answers: AnsweredPart[] = [];
    for (const part of parts) {
      const agency = part.agency_code === null ? null : await this.agencies.byCode(part.agency_code);
      const outcomes = decidedOf(await itemsOf(tx, part.id)).map(({ decision }) => decision.outcome);
      answers.push({
        number: part.register_number,
        agency: { id: agency?.name ?? '', en: agency?.nameEn ?? '' },
        outcome: combineOutcomes(outcomes).outcome,
      });
    }
    return answers;
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
    await tx.query(COPY_DECISIONS, [
      request.id,
      items.map(({ from }) => from),
      items.map(({ id }) => id),
      localDayOf(await tx.now()),
    ]);
  }
}
