import { type Texts } from '../texts.js';
import { type Sign } from './date-block.js';

export type TagTone = 'new' | 'waiting' | 'soon' | 'late' | 'fine' | 'closed' | 'plain';

export interface StatusTag {
  readonly text: string;
  readonly tone: TagTone;
  readonly sign?: Sign;
}

// A look-up of looks: the code of a state is not judged here, an unknown one is grey.
const citizenTones: Readonly<Record<string, TagTone>> = {
  received: 'new',
  incomplete: 'waiting',
  processing: 'new',
  consent_pending: 'new',
  extended: 'soon',
  overdue: 'late',
  granted_open: 'fine',
  closed_granted: 'fine',
  closed_granted_partial: 'fine',
  objection_open: 'waiting',
  objection_answered: 'fine',
  objection_silent: 'late',
  dispute: 'waiting',
};

const staffTones: Readonly<Record<string, TagTone>> = {
  received: 'new',
  incomplete: 'waiting',
  processing: 'plain',
  consent_pending: 'waiting',
  extended: 'waiting',
  overdue: 'late',
  granted_open: 'waiting',
  pending_undo: 'waiting',
  objection_open: 'waiting',
  objection_silent: 'late',
  dispute: 'waiting',
};

/** Words and tone of a state for the citizen (`common.status.*`). */
export function statusTag(texts: Texts, status: string): StatusTag {
  return { text: texts.t(`common.status.${status}`), tone: citizenTones[status] ?? 'closed' };
}

/** Words and tone of a state for staff; in a row the ordinary state is plain text, so that a tag means a difference. */
export function staffStatusTag(texts: Texts, status: string, inRow = true): StatusTag {
  const tone = staffTones[status] ?? 'closed';
  return { text: texts.t(`common.staff-status.${status}`), tone: tone === 'plain' && !inRow ? 'new' : tone };
}
