import { Injectable } from '@nestjs/common';
import { NO_CONTENTS } from '../../law/decision-contents.js';
import { isTooFarAhead } from '../../law/delivery.js';
import { localDayOf, parseLocalDate } from '../../law/local-date.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { namedAgency } from '../../office/agencies/named-agency.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { City } from '../../platform/config/city.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import type { CaseRow } from '../requests/case-row.js';
import { noticePaper } from '../requests/notice-body.js';
import type { DecidingBody } from './deciding-body.js';
import { GroupDesk } from './group-desk.js';
import { DecideItems, type ItemsDecision } from './decide-items.js';
import type { NotDocumentedBody, NotHeldBody, NotYetHeldBody, RefuseOtherBody } from './decisions.dto.js';

/**
 * The answers that give nothing and exempt nothing (UU 14/2008 art. 6, 22(7)a-b; PerKI 1/2021 annex VII B): the city
 * does not hold it and says who does, does not hold it yet, has not documented it and says when, or another rule
 * forbids it.
 */
@Injectable()
export class AnswerWithoutGrant {
  constructor(
    private readonly decisions: DecideItems,
    private readonly groups: GroupDesk,
    private readonly agencies: AgencyDirectory,
    private readonly rules: CityRules,
    private readonly city: City,
  ) {}

  /**
   * Not held: the body that holds it, or where was looked. Nothing of the person is passed on. Throws 422 where the body
   * is an agency of the city: what another agency holds goes there (row 7), and its clock runs on.
   */
  async notHeld(tx: Tx, row: CaseRow, body: NotHeldBody): Promise<CaseRow> {
    const own = await this.ownAgency(row, body.holder ?? '');
    if (own !== null) {
      const message = 'decisions.errors.own-agency';
      throw invalid([{ field: 'holder', code: 'own-agency', message, values: { agency: own } }]);
    }
    return this.decide(tx, row, body, {
      event: 'answer-not-held',
      outcome: 'not_held',
      contents: {
        ...NO_CONTENTS,
        explanation: body.reason ?? '',
        holder: body.holder ?? null,
        searchRecord: body.searchRecord ?? null,
      },
    });
  }

  /** Not held yet, with the reason. */
  notYetHeld(tx: Tx, row: CaseRow, body: NotYetHeldBody): Promise<CaseRow> {
    return this.decide(tx, row, body, {
      event: 'answer-not-yet-held',
      outcome: 'not_yet_held',
      contents: { ...NO_CONTENTS, explanation: body.reason },
    });
  }

  /** Not documented, with the day on which it will be there. Throws 422 for a day that is over. */
  async notDocumented(tx: Tx, row: CaseRow, body: NotDocumentedBody): Promise<CaseRow> {
    const availableOn = parseLocalDate(body.availableOn);
    if (availableOn === null || availableOn < localDayOf(await tx.now())) {
      throw invalid([{ field: 'availableOn', code: 'wrong-date', message: 'decisions.errors.available-on' }]);
    }
    if (isTooFarAhead(availableOn, localDayOf(await tx.now()))) {
      throw invalid([{ field: 'availableOn', code: 'wrong-date', message: 'decisions.errors.too-far' }]);
    }
    return this.decide(tx, row, body, {
      event: 'answer-not-documented',
      outcome: 'not_documented',
      contents: { ...NO_CONTENTS, explanation: body.reason ?? '', availableOn },
    });
  }

  /** Not in accordance with the rules (UU 14/2008 art. 6(2)): which law, and why it stands against giving. */
  refuseOther(tx: Tx, row: CaseRow, body: RefuseOtherBody): Promise<CaseRow> {
    return this.decide(tx, row, body, {
      event: 'refuse-other',
      outcome: 'refused_other',
      contents: { ...NO_CONTENTS, law: body.law, explanation: body.reason },
    });
  }

  /** Of the one public body that all agencies are (PerKI 1/2021 art. 6(4)); in the other reading of D14 each is its own. */
  private async ownAgency(row: CaseRow, holder: string): Promise<string | null> {
    const { registerScope } = await this.rules.ofCase(row);
    if (registerScope === 'agency') return null;
    const { name, shortName } = this.city;
    return namedAgency(holder, await this.agencies.all(), { full: name.id, short: shortName });
  }

  private async decide(
    tx: Tx,
    row: CaseRow,
    body: DecidingBody,
    decision: Pick<ItemsDecision, 'event' | 'outcome' | 'contents'>,
  ): Promise<CaseRow> {
    return this.groups.each(tx, row, body, async (one, own) => {
      const decided = await this.decisions.run(tx, one, {
        ...decision,
        itemIds: own.itemIds ?? null,
        paper: noticePaper(own),
      });
      return decided.row;
    });
  }
}
