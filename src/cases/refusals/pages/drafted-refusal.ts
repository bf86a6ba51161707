import { Injectable } from '@nestjs/common';
import { NO_CONTENTS } from '../../../law/decision-contents.js';
import { localDayOf, parseLocalDate, type LocalDate } from '../../../law/local-date.js';
import { Requesters } from '../../../office/requesters/requesters.js';
import { City } from '../../../platform/config/city.js';
import type { Tx } from '../../../platform/database/tx.js';
import { checked } from '../../../platform/http/validate.js';
import type { Texts } from '../../../platform/views/texts.js';
import { Views } from '../../../platform/views/views.js';
import { decidedOf, itemsOf } from '../../decisions/decided-items.queries.js';
import type { CaseRow } from '../../requests/case-row.js';
import { sheetOf } from '../refusal-basis.js';
import { blackoutOf, informationOf, isDescribed, stillOpenOf } from '../propose-refusal.js';
import { NUMBER_LATER } from '../refusal-facts.js';
import { legalBasis } from '../refusal.letter.js';
import type { PreviewedRefusal } from '../refusal-preview.js';
import { readDecree, readSheet, type DecreeRow, type TestSheetRow } from '../refusal-records.js';
import { ProposeRefusalBody } from '../refusals.dto.js';
import { proposalBody } from './proposal-form.js';
import type { RefusalDraft } from './refusal-drafts.js';

/** A draft as it would stand before the superior. */
export interface DraftedRefusal extends PreviewedRefusal {
  /** Items that stay undecided: then the superior is not asked yet. */
  readonly left: number;
  readonly words: {
    readonly information: string;
    readonly basis: string;
    readonly harm: string;
    readonly stillOpen: string | null;
  };
}

/** Reads a draft the way the act will, without keeping anything. */
@Injectable()
export class DraftedRefusals {
  /** Papers are the office's, so Indonesian. */
  private readonly texts: Texts;

  constructor(
    private readonly city: City,
    private readonly requesters: Requesters,
    views: Views,
  ) {
    this.texts = views.in('id');
  }

  /** Null while the draft is no whole proposal. */
  async of(tx: Tx, row: CaseRow, draft: RefusalDraft): Promise<DraftedRefusal | null> {
    const now = await tx.now();
    const { value, faults } = checked(ProposeRefusalBody, { ...proposalBody(draft), version: 1 });
    if (faults.length > 0) return null;
    const basis = await this.basis(tx, row, value, localDayOf(now));
    if (basis === null) return null;
    const law = legalBasis(basis.sheet);
    const explanation = value.explanation ?? '';
    const stillOpen = stillOpenOf(value);
    const contents =
      value.extent === 'full' || value.grant == null
        ? { ...NO_CONTENTS, explanation, law, stillOpen }
        : {
            ...NO_CONTENTS,
            explanation,
            law,
            stillOpen,
            form: value.grant.form,
            cost: { ...NO_CONTENTS.cost, ...value.grant.cost },
            provideOn: parseLocalDate(value.grant.provideOn),
            fileIds: value.grant.fileIds ?? [],
            blackouts: value.grant.blackouts?.length
              ? value.grant.blackouts
              : [blackoutOf(this.texts, basis.sheet, law, isDescribed(value, basis.decree))],
          };
    const outcome = value.extent === 'full' ? ('refused_exempt' as const) : ('granted_partial' as const);
    const items = await itemsOf(tx, row.id);
    const chosen = ({ id, decision }: (typeof items)[number]): boolean =>
      decision === null && (value.itemIds == null || value.itemIds.includes(id));
    const open = items.filter(chosen);
    const decided = decidedOf(
      items.map((item) => {
        if (!chosen(item)) return item;
        const cost = item === open[0] ? contents.cost : NO_CONTENTS.cost;
        return { ...item, decision: { ...contents, cost, outcome, actId: '', decidedOn: localDayOf(now) } };
      }),
    );
    return {
      row,
      now,
      items: decided,
      bases: [{ ...basis, explanation, stillOpen }],
      letterNumber: value.letterNumber ?? null,
      onPaper: await this.requesters.goesOnPaper(tx, row.requester_id),
      left: items.length - decided.length,
      words: {
        information: basis.sheet.information,
        basis: law,
        harm: basis.sheet.harm_if_opened,
        stillOpen,
      },
    };
  }

  private async basis(
    tx: Tx,
    row: CaseRow,
    value: ProposeRefusalBody,
    today: LocalDate,
  ): Promise<{ readonly sheet: Omit<TestSheetRow, 'id'>; readonly decree: DecreeRow | null } | null> {
    if (value.decreeId != null) {
      const decree = await readDecree(tx, value.decreeId);
      return decree === null ? null : { sheet: await readSheet(tx, decree.test_sheet_id), decree };
    }
    const sheet = sheetOf(value);
    if (sheet.testers.length === 0) return null;
    return {
      decree: null,
      sheet: {
        number: value.testSheetNumber ?? NUMBER_LATER,
        information: informationOf(this.texts, row, value, await itemsOf(tx, row.id)),
        article17: sheet.article17,
        statute: sheet.statute,
        harm_if_opened: sheet.harmIfOpened,
        harm_if_closed: sheet.harmIfClosed,
        exempt_until: sheet.exemptUntil,
        testers: sheet.testers,
        tested_on: today,
        place: this.city.place,
      },
    };
  }
}
