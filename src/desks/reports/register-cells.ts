import type { ObjectionColumn, RequestColumn } from '../../law/register-columns.js';

/** The words of a row, column by column; those of the heads stand in `reports.columns`. */
export type RequestCells = Readonly<Record<RequestColumn, string>>;
export type ObjectionCells = Readonly<Record<ObjectionColumn, string>>;

/** As the Lampiran ticks. */
export const TICK = '√';
