import { Injectable } from '@nestjs/common';
import { addCalendarDays, localDayOf } from '../../law/local-date.js';
import { DueRows, type DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { owedPartsOf } from './owed-parts.queries.js';
import { partOf } from './promise-delivery.js';

/** T6 of what was granted, or of what was promised, has passed (law.md row 15): e and g open for T7 from that day on. */
@Injectable()
export class LapsedDelivery {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly objectionWindow: ObjectionWindow,
    private readonly dueRows: DueRows,
  ) {}

  /** The case after it; null where that part is not owed any more. */
  async run(tx: Tx, row: CaseRow, due: Pick<DueRow, 'stage' | 'dueAt'>): Promise<CaseRow | null> {
    const owed = await owedPartsOf(tx, row);
    if (!owed.some(({ part }) => part === partOf(row, due.stage))) return null;
    const promised = addCalendarDays(localDayOf(due.dueAt), -1);
    const until = await this.objectionWindow.open(tx, row, promised, `delivery/${due.stage}`, 'end-of-term');
    return this.transitions.applyTransition(tx, row, {
      event: 'lapse-delivery',
      effectiveAt: due.dueAt,
      change: { objection_until: until },
      auditFacts: { provideOn: promised, ...(until === null ? {} : { objectionUntil: until }) },
    });
  }

  /** Days that have passed and that no worker has looked at yet: they pass before what is done now. */
  async before(tx: Tx, row: CaseRow): Promise<CaseRow> {
    let current = row;
    for (const due of await this.dueRows.takePassed(tx, row.id, 'delivery'))
      current = (await this.run(tx, current, due)) ?? current;
    return current;
  }
}
