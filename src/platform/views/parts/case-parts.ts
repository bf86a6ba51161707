import { type PartLink } from './date-block.js';
import { type StatusTag } from './status-tag.js';

/** A piece of a sentence; pieces are escaped, bold is the only mark. */
export interface TextPart {
  readonly text: string;
  readonly strong?: boolean;
  readonly href?: string;
  readonly muted?: boolean;
  /** Begins a line of its own, unless it is the first. */
  readonly line?: boolean;
}

export interface TimelineEntry {
  readonly title: string;
  readonly when: string | null;
  readonly text: string | null;
  readonly link: PartLink | null;
  /** `newest` is the last thing that happened; `late` and `answered` are the newest in their tone. */
  readonly kind: 'coming' | 'newest' | 'late' | 'answered' | 'past';
}

export interface SummaryRow {
  readonly label: string;
  readonly value?: string | null;
  readonly values?: readonly string[];
  readonly note?: string;
  readonly change?: { readonly href: string; readonly hidden?: string };
}

export interface SummaryCard {
  readonly title: string;
  readonly id?: string;
  readonly rows: readonly SummaryRow[];
}

export interface FileRow {
  readonly name: string;
  readonly href: string | null;
  /** `PDF, 2 halaman, 184 kB`. */
  readonly facts: string;
}

export interface OutcomeRow {
  readonly tag: StatusTag;
  readonly text: string;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
  readonly hintParts?: readonly TextPart[];
  readonly checked?: boolean;
  readonly bold?: boolean;
}
