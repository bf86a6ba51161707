import { Injectable } from '@nestjs/common';
import { NO_CONTENTS, type Blackout, type DecisionContents } from '../../law/decision-contents.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { nextState } from '../../law/next-state.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, Problem, refused } from '../../platform/http/problems.js';
import type { Texts } from '../../platform/views/texts.js';
import { Views } from '../../platform/views/views.js';
import { DecideItems, type ItemsDecided } from '../decisions/decide-items.js';
import { itemsOf, type RequestItem } from '../decisions/decided-items.queries.js';
import { GrantContents } from '../decisions/grant-contents.js';
import type { CaseRow } from '../requests/case-row.js';
import { RefusalBases, type Basis } from './refusal-basis.js';
import { legalBasis } from './refusal.letter.js';
import type { ProposeRefusalBody } from './refusals.dto.js';

/**
 * Proposes to refuse items in full or in part (law.md row 9; UU 14/2008 art. 17, 19; PerKI 1/2021 art. 10(2)e-f, 49):
 * the test sheet becomes a record, and when nothing is left open the case waits for the superior while T4 or T5 keeps
 * running. A decree in force may stand for the test. Throws 409 `not-in-this-state`, `already-answered`,
 * `test-sheet-incomplete` with the missing parts; 422 for a form that cannot be.
 */
@Injectable()
export class ProposeRefusal {
  /** Papers are the office's, so Indonesian. */
  private readonly texts: Texts;

  constructor(
    private readonly decisions: DecideItems,
    private readonly bases: RefusalBases,
    private readonly contents: GrantContents,
    views: Views,
  ) {
    this.texts = views.in('id');
  }

  async run(tx: Tx, row: CaseRow, body: ProposeRefusalBody): Promise<CaseRow> {
    const possible = nextState(row.status, 'propose-refusal');
    if (!possible.ok) throw refused(row.noticed_at === null ? possible.refusal : 'already-answered');
    const today = localDayOf(await tx.now());
    const information = informationOf(this.texts, row, body, await itemsOf(tx, row.id));
    const basis = await this.bases.of(tx, row, { ...body, information }, today);
    const decided = await this.decisions.run(tx, row, {
      event: 'propose-refusal',
      outcome: body.extent === 'full' ? 'refused_exempt' : 'granted_partial',
      itemIds: body.itemIds ?? null,
      paper: { letterNumber: null, signedFileId: null },
      contents: await this.contentsOf(tx, row, body, basis, today),
    });
    await this.keep(tx, row, body, { basis, decided });
    return decided.row;
  }

  private async contentsOf(
    tx: Tx,
    row: CaseRow,
    body: ProposeRefusalBody,
    { sheet, decree }: Basis,
    today: LocalDate,
  ): Promise<DecisionContents> {
    const law = legalBasis(sheet);
    const explanation = body.explanation ?? '';
    const stillOpen = stillOpenOf(body);
    if (body.extent === 'full' || body.grant == null) return { ...NO_CONTENTS, explanation, law, stillOpen };
    const given = await this.given(tx, row, { ...body.grant, explanation }, today);
    const typed = given.blackouts;
    const blackouts =
      typed.length > 0 ? typed : [blackoutOf(this.texts, sheet, law, isDescribed(body, decree))];
    return { ...NO_CONTENTS, ...given, law, blackouts, stillOpen };
  }

  // Files of a proposal that came back may be proposed again; they belong to the case already.
  private async given(
    tx: Tx,
    row: CaseRow,
    grant: NonNullable<ProposeRefusalBody['grant']> & { readonly explanation: string },
    today: LocalDate,
  ): Promise<Awaited<ReturnType<GrantContents['read']>>> {
    const wanted = grant.fileIds ?? [];
    const known = await tx.query<{ id: string }>(
      `SELECT id FROM files WHERE id = ANY ($1::uuid[]) AND case_id = $2 AND purpose = 'answer'`,
      [wanted, row.id],
    );
    const ours = new Set(known.map(({ id }) => id));
    const fresh = { ...grant, fileIds: wanted.filter((id) => !ours.has(id)) };
    try {
      return { ...(await this.contents.read(tx, row, fresh, today)), fileIds: wanted };
    } catch (error) {
      if (!(error instanceof Problem) || error.faults.length === 0) throw error;
      throw invalid(error.faults.map((fault) => ({ ...fault, field: `grant.${fault.field}` })));
    }
  }

  private async keep(
    tx: Tx,
    row: CaseRow,
    body: ProposeRefusalBody,
    { basis, decided }: { readonly basis: Basis; readonly decided: ItemsDecided },
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO refusal_proposals (id, case_id, round, extent, test_sheet_id, decree_id, reuses_decree, act_id,
         item_ids, explanation, still_open, letter_number, proposed_by, proposed_at)
       SELECT $1, $2, coalesce(max(p.round), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
       FROM refusal_proposals p WHERE p.case_id = $2`,
      [
        newId(),
        row.id,
        body.extent,
        basis.sheet.id,
        basis.decree?.id ?? null,
        basis.decree !== null,
        decided.actId,
        decided.itemIds,
        body.explanation ?? '',
        stillOpenOf(body),
        body.letterNumber ?? null,
        tx.actor.id,
        await tx.now(),
      ],
    );
  }
}

/** What stays open as it was typed, or null. */
export function stillOpenOf({ stillOpen }: Pick<ProposeRefusalBody, 'stillOpen'>): string | null {
  return stillOpen == null || stillOpen === '' ? null : stillOpen;
}

/** Whether somebody has said which part is exempt: in the proposal, or in the decree that it rests on. */
export function isDescribed(body: Pick<ProposeRefusalBody, 'information'>, decree: unknown): boolean {
  return decree !== null || (body.information ?? '') !== '';
}

/**
 * Where no cut is named one by one: the part that the test is about, because of the harm that it names. What was asked
 * is never called the part: some of it is given.
 */
export function blackoutOf(
  texts: Texts,
  sheet: { readonly information: string; readonly harm_if_opened: string },
  law: string,
  described: boolean,
): Blackout {
  const part = described ? sheet.information : texts.t('refusals.letter.part-unnamed');
  return { part, reason: sheet.harm_if_opened, law };
}

/** What exactly is exempt: as described, else the items it is about, else the whole question, or a part of these. */
export function informationOf(
  texts: Texts,
  row: CaseRow,
  body: Pick<ProposeRefusalBody, 'information' | 'itemIds' | 'extent'>,
  items: readonly RequestItem[],
): string {
  if (body.information != null && body.information !== '') return body.information;
  const chosen = items.filter(({ id, decision }) => body.itemIds?.includes(id) ?? decision === null);
  const asked =
    items.length < 2 || chosen.length === 0 ? row.question : chosen.map(({ text }) => text).join('; ');
  return body.extent === 'full' ? asked : texts.t('refusals.letter.part-of', { asked });
}
