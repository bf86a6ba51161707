import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import { nextState } from '../../law/next-state.js';
import { bearsObjection } from '../../law/request-states.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseChange, CaseRow } from '../requests/case-row.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { HandoverByOrder, type HandoverWay } from './handover-by-order.js';

/** An order that was carried out, as far as its request is concerned. */
export interface OrderedDeed {
  readonly on: LocalDate;
  /** It bears an objection: something was given (`reportGives`, `actGives`), or it was done after the day of the order. */
  readonly bearsObjection: boolean;
  /** How much it grants; null where the request stays as it was answered. */
  readonly extent: 'full' | 'partial' | null;
  /** With what the answer still owes, all is given: the request is granted in full, and that is handed over as before. */
  readonly opensRest?: boolean;
  /** How what it gives is handed over by it; null where that is done by another act. */
  readonly handsOver: HandoverWay | null;
}

/**
 * What carrying out an order does to a request that is answered (law.md row 23; decision 0051): it becomes granted, T6
 * stops, and a promise of what was not documented is kept. T7 runs anew for what was given (ground d) or was late (g).
 */
@Injectable()
export class RequestAfterOrder {
  constructor(
    private readonly cases: CaseTransitions,
    private readonly window: ObjectionWindow,
    private readonly handover: HandoverByOrder,
  ) {}

  async run(tx: Tx, row: CaseRow, deed: OrderedDeed): Promise<CaseRow> {
    const { on, extent, handsOver } = deed;
    const until =
      deed.bearsObjection && bearsObjection(row.status)
        ? await this.window.open(tx, row, on, `carried-out/${newId()}`)
        : null;
    const change: CaseChange = {
      ...(until === null ? {} : { objection_until: until }),
      ...(deed.opensRest === true ? { outcome: 'granted_full' } : {}),
    };
    if (extent === null || !nextState(row.status, 'carry-out', { extent }).ok) {
      return Object.keys(change).length === 0
        ? row
        : this.cases.recordChange(tx, row, 'carried-out', change, { visibleTo: 'system' });
    }
    const shown = handsOver === null ? {} : await this.handover.record(tx, row, on, handsOver);
    // The objection's own row is the one that the timeline shows.
    return this.cases.applyTransition(tx, row, {
      event: 'carry-out',
      facts: { extent },
      change: {
        ...change,
        ...shown,
        ...(row.status === 'closed_not_documented' ? { provide_on: null } : {}),
        outcome: extent === 'full' ? 'granted_full' : 'granted_partial',
      },
      visibleTo: 'system',
    });
  }
}
