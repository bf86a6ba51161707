import { Injectable } from '@nestjs/common';
import { CaseTransitions } from '../../cases/requests/apply-transition.js';
import { caseColumns, type CaseRow } from '../../cases/requests/case-row.js';
import { ObjectionWindow } from '../../cases/requests/objection-window.js';
import type { LocalDate } from '../../law/local-date.js';
import { objectionWindowEnd } from '../../law/objection-windows.js';
import { mayObject } from '../../law/who-may-file.js';
import type { Tx } from '../../platform/database/tx.js';
import type { TakeoverRules } from './imported-case.js';

/** An order of an older register that was carried out: it gave something, or came late. */
export interface TakenDeed {
  readonly objectionId: string;
  readonly caseId: string;
  readonly on: LocalDate;
}

/**
 * What was given because of an order may be objected to (ground d), and what came late (g), for 30 working days from then (UU
 * 14/2008 art. 35(1), 36(1)). Where that still runs on the day of the take-over it is the T7 of the request, as here.
 */
@Injectable()
export class TakeWindows {
  constructor(
    private readonly window: ObjectionWindow,
    private readonly transitions: CaseTransitions,
  ) {}

  async run(
    tx: Tx,
    deeds: readonly TakenDeed[],
    { today, calendar, ruleset }: Pick<TakeoverRules, 'today' | 'calendar' | 'ruleset'>,
  ): Promise<void> {
    for (const { objectionId, caseId, on } of deeds) {
      const counted = objectionWindowEnd(on, calendar, ruleset).date;
      const [row] = counted < today ? [] : await tx.query<CaseRow>(CASE, [caseId]);
      if (row === undefined || row.status === 'withdrawn' || !mayObject(row.standing)) continue;
      if (row.objection_until !== null && row.objection_until >= counted) continue;
      const until = await this.window.open(tx, row, on, `order/${objectionId}`);
      await this.transitions.recordChange(tx, row, 'window-by-register', { objection_until: until });
    }
  }
}

const CASE = `SELECT ${caseColumns('c')} FROM cases c WHERE c.id = $1 FOR UPDATE OF c`;
