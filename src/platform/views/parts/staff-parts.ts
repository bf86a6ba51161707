import { type PartLink, type RowDate } from './date-block.js';
import { type StatusTag } from './status-tag.js';
import { type TextPart } from './case-parts.js';

export interface CaseBar {
  readonly number: string;
  readonly tags: readonly StatusTag[];
  readonly holder?: string;
  readonly view?: { readonly previousHref?: string; readonly position: string; readonly nextHref?: string };
  readonly back?: PartLink;
}

export interface ViewItem extends PartLink {
  readonly count?: number;
  readonly current?: boolean;
}

export interface QueueRow {
  readonly id: string;
  readonly href: string;
  readonly overdue: boolean;
  readonly date: RowDate;
  readonly numberHead: string;
  readonly numberTail: string;
  readonly summary: string;
  readonly status: StatusTag;
  readonly flags: readonly TextPart[];
  readonly holder: string;
  readonly agency?: string;
  readonly lastEvent?: string;
  readonly lastWhen?: string;
}

export interface QueueColumn {
  readonly key: 'due' | 'number' | 'summary' | 'status' | 'holder' | 'last';
  readonly text: string;
  readonly sortHref?: string;
  readonly sort?: 'ascending' | 'descending';
}

export interface LogEntry {
  readonly kind: 'event' | 'system' | 'note';
  readonly title: string;
  readonly who?: string;
  readonly when: string;
  readonly text?: string;
  readonly facts?: string;
  readonly link?: PartLink;
  readonly newest?: boolean;
}

export interface FactRow {
  readonly label: string;
  readonly value?: string;
  readonly parts?: readonly TextPart[];
  readonly change?: PartLink;
}

export interface ClockRow {
  readonly label: string;
  readonly date?: string;
  readonly strong?: boolean;
  readonly words?: string;
  readonly href?: string;
}

export interface DataTable {
  readonly head: readonly { readonly text: string; readonly number?: boolean }[];
  readonly rows: readonly (readonly {
    readonly text: string;
    readonly href?: string;
    readonly number?: boolean;
    readonly header?: boolean;
  }[])[];
}

export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly finding?: string;
  /** SVG of our own chart builders: never text of a stranger. */
  readonly svg: string;
  readonly svgNarrow?: string;
  readonly table: DataTable;
  readonly csvHref?: string;
}
