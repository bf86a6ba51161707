import { Injectable } from '@nestjs/common';
import { addCalendarMonths, localDate, type LocalDate } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { disputeFigures, type DisputeFacts, type DisputeFigures } from './dispute-figures.js';
import { RegisterQueries } from './register.queries.js';
import { knowledgeOf, spanOfYear, type Knowledge } from './register-span.js';
import { RequestTally, type RequestFigures } from './report-figures.js';
import { ReportTexts, type ReportTextState } from './report-texts.js';

/** `summary` and `full` are the two versions of PerKI 1/2021 art. 58. */
export const REPORT_LENGTHS = ['summary', 'full'] as const;
export type ReportLength = (typeof REPORT_LENGTHS)[number];

export interface AnnualReport {
  readonly year: number;
  readonly knowledge: Knowledge;
  /** T15: three months after the budget year (PerKI 1/2021 art. 56(1)): 31 March. */
  readonly availableBy: LocalDate;
  readonly requests: RequestFigures;
  readonly disputes: DisputeFigures;
  readonly texts: ReportTextState;
}

/** The report of a year, counted now from the rows of the registers (PerKI 1/2021 art. 56(2): available at any time). */
@Injectable()
export class AnnualReports {
  constructor(
    private readonly registers: RegisterQueries,
    private readonly texts: ReportTexts,
    private readonly calendar: CurrentCalendar,
  ) {}

  async read(tx: Tx, year: number): Promise<AnnualReport> {
    const knowledge = knowledgeOf(null, await tx.now());
    if (knowledge === null) throw new Error('now is always known');
    const span = spanOfYear(year);
    const tally = new RequestTally(year, await this.calendar.get());
    for await (const rows of this.registers.standing(tx, span, knowledge)) {
      for (const row of rows) tally.add(row);
    }
    const objections = await this.registers.objections(tx, span, knowledge);
    const disputes = await tx.query<DisputeFacts>(
      `SELECT d.commission_number, d.filed_on, d.status, d.suit_filed_on, d.cassation_filed_on, array_remove(array_agg(s.event), NULL) AS steps,
         count(s.order_text) FILTER (WHERE s.order_state <> 'replaced')::integer AS orders,
         count(s.id) FILTER (WHERE s.order_state = 'carried-out')::integer AS orders_done
       FROM disputes d LEFT JOIN dispute_steps s ON s.dispute_id = d.id WHERE d.filed_on BETWEEN $1 AND $2
       GROUP BY d.id ORDER BY d.filed_on, d.commission_number`,
      [span.from, span.to],
    );
    return {
      year,
      knowledge,
      availableBy: availableBy(year),
      requests: tally.figures(),
      disputes: disputeFigures(objections, disputes),
      texts: await this.texts.read(tx, year),
    };
  }
}

/** 31 March of the next year for a budget year that is the calendar year. */
export function availableBy(year: number): LocalDate {
  const end = localDate(`${String(year)}-12-31`);
  return addCalendarMonths(end, timeLimit('annualReport', end).length);
}
