import { Injectable } from '@nestjs/common';
import { yearOf, type LocalDate } from '../../law/local-date.js';
import { City } from '../../platform/config/city.js';
import type { Tx } from '../../platform/database/tx.js';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const;

/** Numbers of outgoing letters, counted by year in the format of `config/city.yaml`. */
@Injectable()
export class LetterNumbers {
  constructor(private readonly city: City) {}

  /** The next number, for instance `41/PPID/XI/2026`. */
  async take(tx: Tx, day: LocalDate): Promise<string> {
    const rows = await tx.query<{ last_number: number }>(
      `INSERT INTO letter_counters (kind, year, last_number) VALUES ('letter', $1, 1)
       ON CONFLICT (kind, year) DO UPDATE SET last_number = letter_counters.last_number + 1 RETURNING last_number`,
      [yearOf(day)],
    );
    return this.format(rows[0]?.last_number ?? 1, day);
  }

  private format(number: number, day: LocalDate): string {
    const month = Number(day.slice(5, 7));
    return this.city.numberFormats.letter
      .replaceAll('{number}', String(number))
      .replaceAll('{romanMonth}', ROMAN[month - 1] ?? '')
      .replaceAll('{month}', String(month).padStart(2, '0'))
      .replaceAll('{year}', day.slice(0, 4));
  }
}
