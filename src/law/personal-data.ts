/**
 * The words of the law on personal data that an act or a notice names (UU 27/2022). The terms are T19 and T20 of
 * law.md: three times 24 hours, by the clock, weekends included.
 */

/** What a person may ask of the data that the office holds (art. 6-9, 13). */
export const DATA_RIGHTS = ['copy', 'correction', 'restriction', 'erasure'] as const;
export type DataRight = (typeof DATA_RIGHTS)[number];

/** Which data an incident reached (art. 46(2)a). */
export const AFFECTED_DATA = [
  'name',
  'nationalId',
  'address',
  'contact',
  'identityFile',
  'question',
  'answer',
] as const;
export type AffectedData = (typeof AFFECTED_DATA)[number];

/** How it happened (art. 46(2)b). */
export const INCIDENT_CAUSES = ['seen', 'sent', 'lost', 'changed'] as const;
export type IncidentCause = (typeof INCIDENT_CAUSES)[number];

/** What is done about it (art. 46(2)c). */
export const INCIDENT_MEASURES = ['stopped', 'recalled', 'restored', 'locked', 'reported'] as const;
export type IncidentMeasure = (typeof INCIDENT_MEASURES)[number];
