import { Injectable } from '@nestjs/common';
import { localDayOf, yearOf, type LocalDate } from '../../law/local-date.js';
import { City } from '../../platform/config/city.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const;

/** Papers that are numbered in a series of their own, beside the letters. */
export type NumberedPaper = 'decree' | 'testSheet' | 'receipt';

/** Numbers of outgoing letters, typed by the office or counted by year in the format of `config/city.yaml`; each once. */
@Injectable()
export class LetterNumbers {
  constructor(private readonly city: City) {}

  /** The number that the office typed, or the next of the year; throws 422 where the typed one is taken already. */
  async give(tx: Tx, typed: string | null): Promise<string> {
    const number = typed?.trim() ?? '';
    if (number === '') return this.take(tx, localDayOf(await tx.now()));
    if (await this.keep(tx, number, true)) return number;
    throw invalid([
      {
        field: 'letterNumber',
        code: 'letter-number-used',
        message: 'requests.errors.letter-number-used',
        values: { number },
      },
    ]);
  }

  /** The next number, for instance `41/PPID/XI/2026`; one that somebody typed meanwhile is passed over. */
  async take(tx: Tx, day: LocalDate): Promise<string> {
    for (;;) {
      const number = await this.count(tx, day, 'letter');
      if (await this.keep(tx, number, false)) return number;
    }
  }

  /** The next number of a decree, a test sheet or a receipt, for instance `Nomor 5 Tahun 2026`. */
  async next(tx: Tx, day: LocalDate, paper: NumberedPaper): Promise<string> {
    return this.count(tx, day, paper);
  }

  private async count(tx: Tx, day: LocalDate, paper: NumberedPaper | 'letter'): Promise<string> {
    const rows = await tx.query<{ last_number: number }>(
      `INSERT INTO letter_counters (kind, year, last_number) VALUES ($2, $1, 1)
       ON CONFLICT (kind, year) DO UPDATE SET last_number = letter_counters.last_number + 1 RETURNING last_number`,
      [yearOf(day), paper],
    );
    return this.format(rows[0]?.last_number ?? 1, day, paper);
  }

  private async keep(tx: Tx, number: string, typed: boolean): Promise<boolean> {
    const kept = await tx.query(
      `INSERT INTO letter_numbers (number, typed, taken_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING number`,
      [number, typed, await tx.now()],
    );
    return kept.length === 1;
  }

  private format(number: number, day: LocalDate, paper: NumberedPaper | 'letter'): string {
    const month = Number(day.slice(5, 7));
    return this.city.numberFormats[paper]
      .replaceAll('{number}', String(number))
      .replaceAll('{romanMonth}', ROMAN[month - 1] ?? '')
      .replaceAll('{month}', String(month).padStart(2, '0'))
      .replaceAll('{year}', day.slice(0, 4));
  }
}
