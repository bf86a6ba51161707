import { localDate, type LocalDate } from '../../../law/local-date.js';
import type { AffectedData, DataRight, IncidentCause, IncidentMeasure } from '../../../law/personal-data.js';
import { defineMail, type LinkPath } from '../mail-kind.js';
import { SAMPLE } from './sample.js';

/** A request about one's own data was carried out. */
export interface DataRequestDone {
  readonly number: string;
  readonly right: DataRight;
  readonly doneOn: LocalDate;
  readonly link: LinkPath;
}
export const dataRequestDone = defineMail<DataRequestDone>({
  reader: 'requester',
  legal: true,
  sample: {
    number: SAMPLE.number,
    right: 'correction',
    doneOn: localDate('2026-12-01'),
    link: SAMPLE.link,
  },
});

/** Notice of a failed protection of personal data (UU 27/2022 art. 46(2)): which data, when and how, what is done. */
export interface DataIncident {
  readonly number: string;
  readonly affected: readonly AffectedData[];
  readonly happenedOn: LocalDate;
  readonly cause: IncidentCause;
  readonly measures: readonly IncidentMeasure[];
  readonly link: LinkPath;
}
export const dataIncident = defineMail<DataIncident>({
  reader: 'requester',
  legal: true,
  sample: {
    number: SAMPLE.number,
    affected: ['name', 'address'],
    happenedOn: localDate('2026-12-01'),
    cause: 'sent',
    measures: ['recalled', 'reported'],
    link: SAMPLE.link,
  },
});
