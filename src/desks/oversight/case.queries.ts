import { Injectable } from '@nestjs/common';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { readCase } from '../../cases/requests/open-case.js';
import type { PolicyAction } from '../../office/access/policy.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { Ruleset } from '../../law/ruleset.js';
import type { Tx } from '../../platform/database/tx.js';

/** An entry of the timeline; a requester is never named in it. */
export interface TimelineRow {
  readonly event: string;
  readonly at: Date;
  readonly by: string | null;
}

/** One case as the supervisor's room reads it: no person who asks, no file. */
export interface OverseenCase {
  readonly row: CaseRow;
  readonly timeline: readonly TimelineRow[];
  readonly holderName: string | null;
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  /** The readings of the law it began under. */
  readonly rules: Ruleset;
}

const TIMELINE = /* sql */ `
  SELECT event, effective_at AS at, CASE WHEN actor_kind = 'staff' THEN actor_name END AS by
  FROM audit WHERE case_id = $1 AND visible_to <> 'system' ORDER BY seq DESC`;

@Injectable()
export class OverseenCases {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly staff: StaffQueries,
  ) {}

  /** Throws 404 where there is no such case for this person. */
  async read(tx: Tx, id: string, action: PolicyAction = 'case.read'): Promise<OverseenCase> {
    const row = await readCase(tx, action, id);
    const names = await this.staff.nameOf(tx, row.holder_id === null ? [] : [row.holder_id]);
    return {
      row,
      timeline: await tx.query<TimelineRow>(TIMELINE, [id]),
      holderName: row.holder_id === null ? null : (names.get(row.holder_id) ?? null),
      now: await tx.now(),
      calendar: await this.calendar.forCase(row),
      rules: await this.rules.ofCase(row),
    };
  }
}
