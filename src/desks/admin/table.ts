import type { StatusTag } from '../../platform/views/parts/status-tag.js';

/** A cell of the tables of this room. */
export interface TableCell {
  readonly text?: string;
  readonly href?: string;
  readonly tag?: StatusTag;
  readonly number?: boolean;
  readonly header?: boolean;
  readonly muted?: boolean;
}

export interface AdminTable {
  readonly id: string;
  readonly caption: string;
  readonly head: readonly { readonly text: string; readonly number?: boolean }[];
  readonly rows: readonly (readonly TableCell[])[];
}
