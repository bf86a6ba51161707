import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { OBJECTION_GROUNDS, type ObjectionGround } from '../../law/objection-grounds.js';
import { openGrounds, type GroundWindow } from '../../law/objection-windows.js';
import { nextState } from '../../law/next-state.js';
import { mayObject } from '../../law/who-may-file.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { pendingGrounds } from './file-objection.js';
import { objectionFacts } from './objection-facts.js';
import { objectionsOf } from './objection-row.js';

/** What the form shows before it is filled in. */
export interface GroundChoice {
  /** Grounds the facts bear today, those that can still be raised. */
  readonly open: readonly GroundWindow[];
  readonly others: readonly ObjectionGround[];
  /** What the system prepared after silence and nobody filed yet. */
  readonly prepared: { readonly grounds: readonly ObjectionGround[]; readonly story: string } | null;
}

/** The grounds of an objection as they stand today, for the form. */
@Injectable()
export class OpenObjectionGrounds {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
  ) {}

  async of(tx: Tx, row: CaseRow): Promise<GroundChoice> {
    const today = localDayOf(await tx.now());
    const facts = await objectionFacts(tx, row);
    const pending = pendingGrounds(row.status, await objectionsOf(tx, row.id));
    const isTaken = mayObject(row.standing) && nextState(row.status, 'object').ok;
    const open = isTaken
      ? openGrounds(facts, await this.calendar.forCase(row), await this.rules.ofCase(row), today).filter(
          ({ ground }) => !pending.has(ground),
        )
      : [];
    const prepared = await tx.query<{ grounds: readonly ObjectionGround[]; story: string }>(
      'SELECT grounds, story FROM prepared_objections WHERE case_id = $1 AND objection_id IS NULL',
      [row.id],
    );
    return {
      open,
      others: OBJECTION_GROUNDS.map(({ ground }) => ground).filter(
        (ground) => !open.some((window) => window.ground === ground),
      ),
      prepared: prepared[0] ?? null,
    };
  }
}
