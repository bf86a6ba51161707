import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';

/** The parts of the annual report that people write (K21:57 letters a, b, e, f), in their order. */
export const REPORT_PARTS = [
  'policy',
  'facilities',
  'staff',
  'budget',
  'internalObstacles',
  'externalObstacles',
  'recommendations',
  'followUp',
] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

export type ReportWords = Readonly<Record<ReportPart, string>>;

export interface ReportTextState {
  readonly words: ReportWords;
  /** Changes with every save: a form that was opened before another save says so. */
  readonly version: number;
}

interface Row {
  readonly part: ReportPart;
  readonly version: number;
  readonly text: string;
}

/** The written parts by year; every save is a version more, none is lost. */
@Injectable()
export class ReportTexts {
  /** The latest words of a year; an unwritten part is empty. */
  async read(tx: Tx, year: number): Promise<ReportTextState> {
    const rows = await tx.query<Row>(
      `SELECT DISTINCT ON (part) part, version, text FROM report_texts WHERE year = $1 ORDER BY part, version DESC`,
      [year],
    );
    const textOf = (part: ReportPart): string => rows.find((row) => row.part === part)?.text ?? '';
    return {
      words: Object.fromEntries(REPORT_PARTS.map((part) => [part, textOf(part)])) as ReportWords,
      version: rows.reduce((sum, row) => sum + row.version, 0),
    };
  }

  /**
   * Writes the parts that changed. `seen` = the version that the form showed; another one is `false` and nothing is
   * written. Serialised by the year.
   */
  async save(tx: Tx, year: number, seen: number, words: ReportWords): Promise<boolean> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('report texts', $1))`, [year]);
    const now = await this.read(tx, year);
    if (now.version !== seen) return false;
    const changed = REPORT_PARTS.filter((part) => words[part] !== now.words[part]);
    for (const part of changed) {
      await tx.query(
        `INSERT INTO report_texts (year, part, version, text, staff_id, at)
         SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5 FROM report_texts WHERE year = $1 AND part = $2`,
        [year, part, words[part], tx.actor.id, await tx.now()],
      );
    }
    return true;
  }
}
