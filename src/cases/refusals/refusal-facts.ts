import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { objectionWindowEnd } from '../../law/objection-windows.js';
import { mayObject } from '../../law/who-may-file.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { City } from '../../platform/config/city.js';
import { Views } from '../../platform/views/views.js';
import type { CaseRow } from '../requests/case-row.js';
import type { RefusalFacts } from './refusal.letter.js';
import type { DecreeRow, TestSheetRow } from './refusal-records.js';

/** A number that is given when the paper is issued. */
export const NUMBER_LATER = '[nomor saat terbit]';

/** What a refusal rests on, as far as it is decided already. */
export interface RefusalBasis {
  readonly sheet: Omit<TestSheetRow, 'id'>;
  readonly decree: DecreeRow | null;
  readonly explanation: string;
  /** What stays open, in the office's words. */
  readonly stillOpen: string | null;
}

/** Puts together what the papers of a refusal say: the same for the preview and for the real ones. */
@Injectable()
export class RefusalPapers {
  constructor(
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    readonly city: City,
    private readonly views: Views,
  ) {}

  /** As it would be issued at this moment; `objectionUntil` where the notice has opened the window already. */
  async facts(
    row: CaseRow,
    now: Date,
    { sheet, decree, explanation, stillOpen }: RefusalBasis,
    consented: { readonly by: string; readonly objectionUntil?: LocalDate | null } | null = null,
  ): Promise<RefusalFacts> {
    const calendar = await this.calendar.forCase(row);
    const today = localDayOf(now);
    const agency = row.agency_code === null ? null : await this.agencies.byCode(row.agency_code);
    return {
      row,
      today,
      objectionUntil: mayObject(row.standing)
        ? (consented?.objectionUntil ??
          objectionWindowEnd(today, calendar, await this.rules.ofCase(row)).date)
        : null,
      sheet,
      decree: decree ?? {
        number: NUMBER_LATER,
        decreed_on: today,
        exempt_until: sheet.exempt_until,
        approval_number: null,
        approved_on: null,
      },
      heldBy: agency?.name ?? this.city.siteName.id,
      explanation,
      stillOpen,
      consentedBy: `${consented?.by ?? this.city.superior.name}, ${this.city.superior.title.id}`,
      calendar,
      city: this.city,
      texts: this.views.in('id'),
    };
  }
}
