import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { OBJECTION_GROUNDS, type ObjectionGround } from '../../law/objection-grounds.js';
import { openGrounds, type GroundWindow } from '../../law/open-grounds.js';
import { nextState } from '../../law/next-state.js';
import { mayObject } from '../../law/who-may-file.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { isBarred, isDecided, type JudgedGrounds } from './file-objection.js';
import { objectionFacts } from './objection-facts.js';
import { objectionsOf } from './objection-row.js';

/** A ground with the newest objection that it was decided in. */
export interface DecidedGround {
  readonly ground: ObjectionGround;
  readonly number: string;
}

/** What the form shows before it is filled in. */
export interface GroundChoice {
  /** Grounds the facts bear today, those that can still be raised. */
  readonly open: readonly GroundWindow[];
  readonly others: readonly ObjectionGround[];
  /** Open before the law, but the superior has decided on the same facts already; the way on is the commission. */
  readonly decided: readonly DecidedGround[];
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
    const judged = { state: row.status, objections: await objectionsOf(tx, row.id), facts, day: today };
    const isTaken = mayObject(row.standing) && nextState(row.status, 'object').ok;
    const bearing = isTaken
      ? openGrounds(facts, await this.calendar.forCase(row), await this.rules.ofCase(row), today).filter(
          ({ ground }) => !isBarred(ground, judged),
        )
      : [];
    const decided = bearing.flatMap((window) => decidedIn(window, judged));
    const open = bearing.filter(({ ground }) => !decided.some((one) => one.ground === ground));
    const prepared = await tx.query<{ grounds: readonly ObjectionGround[]; story: string }>(
      'SELECT grounds, story FROM prepared_objections WHERE case_id = $1 AND objection_id IS NULL',
      [row.id],
    );
    return {
      open,
      others: OBJECTION_GROUNDS.map(({ ground }) => ground).filter(
        (ground) => !bearing.some((window) => window.ground === ground),
      ),
      decided,
      prepared: prepared[0] ?? null,
    };
  }
}

// A fact that came after the objection, as a new notice or an order that was not carried out, bears the ground anew.
function decidedIn({ ground, count }: GroundWindow, judged: JudgedGrounds): readonly DecidedGround[] {
  if (count === null || !isDecided(ground, judged)) return [];
  // The newest comes first.
  const newest = judged.objections.find(
    ({ status, grounds }) => status !== 'withdrawn' && grounds.includes(ground),
  );
  return newest === undefined ? [] : [{ ground, number: newest.register_number }];
}
