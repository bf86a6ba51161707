import type { MissingItem } from '../../law/completeness.js';
import type { LocalDate } from '../../law/local-date.js';
import type { ClocksAtFiling } from '../../law/reply-clock.js';
import type { Standing } from '../../law/who-may-file.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { Agency } from '../../office/agencies/agencies.queries.js';
import type { Person } from '../../office/requesters/person.js';
import { phoneOf } from '../../platform/http/text-rules.js';
import type { FileRequestBody, Purpose } from './filing-body.js';
import type { CaseRow } from './case-row.js';

/** Route name of a filing that the desk enters in the idempotency table; its receipt is looked up by it. */
export const INTAKE_ROUTE = 'POST /api/v1/cases';

/** A filing as it goes into the register: a paper may leave its purpose and the way of access unsaid. */
export type FilingBody = Omit<FileRequestBody, 'purpose' | 'access'> & {
  readonly purpose: { readonly kind: Purpose | 'unstated'; readonly text?: string | null };
  readonly access: CaseRow['access'];
};

/** What the desk records of a filing that it enters for somebody. */
export interface PaperRecord {
  /** Both or none: why the day of receipt lies before the entry, and the scan that proves it. */
  readonly backdating: { readonly reason: string; readonly fileId: string } | null;
  /** Of a spoken request: read back to the person after the officer had written it down. */
  readonly readBack: boolean;
  /** The officer filled in the form for a person with special needs (PerKI 1/2021 art. 29(2)). */
  readonly helped: boolean;
  /** The identity paper was shown at the counter at this moment, and how. */
  readonly identityShown: string | null;
  /** What the paper does not say, for the check of completeness. */
  readonly lacking: readonly MissingItem[];
}

/** Where the filing came in, and for paper when it was really received and what the desk records of it. */
export interface Intake {
  readonly channel: CaseRow['channel'];
  readonly received?: { readonly at: Date; readonly on: LocalDate } | null;
  readonly paper?: PaperRecord;
}

/** Everything about a filing that needs neither lock nor number. */
export interface PreparedFiling {
  readonly id: string;
  readonly requesterId: string;
  readonly requester: readonly unknown[];
  readonly body: FilingBody;
  readonly intake: Intake;
  readonly agency: Agency | null;
  readonly standing: Exclude<Standing, 'declined'>;
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
  /** Null where no statutory clock runs: official help, courtesy. */
  readonly completenessDueDate: string | null;
  readonly dueDate: string | null;
  readonly provisional: boolean;
  readonly links: { readonly tracking: string; readonly receipt: string; readonly calendar: string };
}

/** The person of a filing, ready to be sealed. */
export function personOf(body: Pick<FileRequestBody, 'requester'>): Person {
  return personOfRequester(body.requester);
}

/** The same for whoever files something else than a request. */
export function personOfRequester(requester: FileRequestBody['requester']): Person {
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
    ...(requester.guardian == null
      ? {}
      : { guardian: { name: requester.guardian.name, nationalId: requester.guardian.nationalId ?? null } }),
  };
}

/** The questions of a filing: its items, or the whole text as the only one. */
export function itemsOf(body: Pick<FileRequestBody, 'items' | 'informationRequested'>): readonly string[] {
  return body.items == null ? [body.informationRequested] : body.items.map((item) => item.text);
}

function blankIsNull(text: string | null | undefined): string | null {
  return text == null || text === '' ? null : text;
}
