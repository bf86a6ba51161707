import type { LocalDate } from '../../law/local-date.js';
import type { ClocksAtFiling } from '../../law/reply-clock.js';
import type { Standing } from '../../law/who-may-file.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { Agency } from '../../office/agencies/agencies.queries.js';
import type { Person } from '../../office/requesters/person.js';
import { phoneOf } from '../../platform/http/text-rules.js';
import type { FileRequestBody } from './file-request.dto.js';
import type { CaseRow } from './case-row.js';

/** Where the filing came in, and for paper when it was really received and why it is entered later. */
export interface Intake {
  readonly channel: CaseRow['channel'];
  readonly received?: { readonly at: Date; readonly on: LocalDate } | null;
}

/** Everything about a filing that needs neither lock nor number. */
export interface PreparedFiling {
  readonly id: string;
  readonly requesterId: string;
  readonly requester: readonly unknown[];
  readonly body: FileRequestBody;
  readonly intake: Intake;
  readonly agency: Agency | null;
  readonly standing: Standing;
  readonly trackingCode: string;
}

/** Dates of a filing, once the transaction knows its moment. */
export interface DatedFiling {
  readonly now: Date;
  readonly receivedAt: Date;
  readonly receivedOn: LocalDate;
  readonly clocks: ClocksAtFiling;
  /** Calendar and rule set of the day of receipt: the case keeps that version. */
  readonly calendar: WorkingCalendar;
  readonly ruleSetVersion: number;
}

/** Answer of a filing as `contract.md` section 3 lists it. */
export interface FilingAnswer {
  readonly registerNumber: string;
  readonly trackingCode: string;
  readonly receivedAt: string;
  readonly receivedOn: string;
  readonly status: string;
  readonly agency: { readonly code: string; readonly name: string } | null;
  readonly completenessDueDate: string;
  readonly dueDate: string | null;
  readonly provisional: boolean;
  readonly links: { readonly tracking: string; readonly receipt: string; readonly calendar: string };
}

/** The person of a filing, ready to be sealed. */
export function personOf(body: FileRequestBody): Person {
  const { requester } = body;
  return {
    name: requester.name,
    nationalId: requester.nationalId ?? null,
    address: requester.address,
    email: requester.email ?? null,
    phone: requester.phone == null ? null : phoneOf(requester.phone),
    occupation: blankIsNull(requester.occupation),
    decreeNumber: blankIsNull(requester.decreeNumber),
    principal:
      requester.principal == null
        ? null
        : {
            name: requester.principal.name,
            nationalId: requester.principal.nationalId ?? null,
            address: requester.principal.address ?? '',
          },
    members: (requester.members ?? []).map((member) => ({
      name: member.name,
      nationalId: member.nationalId ?? null,
    })),
  };
}

/** The questions of a filing: its items, or the whole text as the only one. */
export function itemsOf(body: FileRequestBody): readonly string[] {
  return body.items == null ? [body.informationRequested] : body.items.map((item) => item.text);
}

function blankIsNull(text: string | null | undefined): string | null {
  return text == null || text === '' ? null : text;
}
