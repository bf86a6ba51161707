import { Injectable } from '@nestjs/common';
import { localDayOf, parseLocalDate } from '../../law/local-date.js';
import type { AffectedData, DataRight, IncidentCause, IncidentMeasure } from '../../law/personal-data.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { CaseTransitions } from './apply-transition.js';
import { CaseLinks } from './case-links.js';
import type { CaseRow } from './case-row.js';
import { RequesterNews } from './requester-news.js';

/** An incident as the desk enters it. */
export interface Incident {
  readonly affected: readonly AffectedData[];
  readonly happenedOn: string;
  readonly cause: IncidentCause;
  readonly measures: readonly IncidentMeasure[];
}

/**
 * What the desk tells a requester about the personal data of a case: that a wish about it was carried out (UU 27/2022
 * art. 30-32, 41), or that an incident reached it (art. 46). Words of the catalogue only; who recorded it stays in the
 * trail. The state of the request does not matter: the data outlives it.
 */
@Injectable()
export class PersonalData {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {}

  async recordDone(tx: Tx, row: CaseRow, right: DataRight): Promise<CaseRow> {
    const changed = await this.transitions.recordChange(
      tx,
      row,
      'data-request-done',
      {},
      { facts: { right } },
    );
    await this.news.tell<'data-request-done'>(tx, changed, {
      kind: 'data-request-done',
      effectKey: `data-request-done:${row.id}:v${String(changed.version)}`,
      data: {
        number: row.register_number,
        right,
        doneOn: localDayOf(await tx.now()),
        link: this.links.statusPath(row.id, row.link_epoch),
      },
    });
    return changed;
  }

  /** Throws 422 for a day that is none, lies ahead, or before the city had the data of this request. */
  async notifyIncident(tx: Tx, row: CaseRow, incident: Incident): Promise<CaseRow> {
    const happenedOn = parseLocalDate(incident.happenedOn);
    const today = localDayOf(await tx.now());
    if (happenedOn === null || happenedOn < row.received_on || happenedOn > today) {
      throw invalid([{ field: 'happenedOn', code: 'wrong-date', message: 'requests.errors.happened-on' }]);
    }
    const { affected, cause, measures } = incident;
    const facts = { affected, happenedOn, cause, measures };
    const changed = await this.transitions.recordChange(tx, row, 'data-incident', {}, { facts });
    await this.news.tell<'data-incident'>(tx, changed, {
      kind: 'data-incident',
      effectKey: `data-incident:${row.id}:v${String(changed.version)}`,
      data: {
        number: row.register_number,
        ...facts,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
    });
    return changed;
  }
}
