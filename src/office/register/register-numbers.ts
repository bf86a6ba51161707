import { Injectable } from '@nestjs/common';
import { City } from '../../platform/config/city.js';
import type { Tx } from '../../platform/database/tx.js';

export type RegisterKind = 'requests' | 'objections';

/** A number as it stands in the register, for instance `AMBON-2026-000123`. */
export interface RegisterEntry {
  readonly publicBody: string;
  readonly year: number;
  readonly seq: number;
  readonly number: string;
}

const DIGITS = 6;

const ENTRIES: Readonly<Record<RegisterKind, string>> = { requests: 'cases', objections: 'objections' };

/** Numbers of one agency stand apart under the body's key: `pemkot-ambon/disdik`. */
const SERIES_MARK = '/';

/**
 * Gapless numbers per public body, register and year: a counter row in the transaction of the filing. Take it as late
 * as can be; from here to the commit every other filing of the year waits. Never `max()+1`, never a sequence.
 *
 * The city is one public body with one series. Where each agency is read as a body of its own (D14), `series` is the
 * code of the agency that got the request, with numbers and counter of its own; handing the case on changes neither.
 */
@Injectable()
export class RegisterNumbers {
  constructor(private readonly city: City) {}

  /** Takes the next number of `year` (the city's calendar year). A rollback gives it back. */
  async take(
    tx: Tx,
    register: RegisterKind,
    year: number,
    series: string | null = null,
  ): Promise<RegisterEntry> {
    const publicBody = this.bodyOf(series);
    const rows = await tx.query<{ last_number: number }>(
      `INSERT INTO register_counters (public_body, register, year, last_number) VALUES ($1, $2, $3, 1)
       ON CONFLICT (public_body, register, year) DO UPDATE SET last_number = register_counters.last_number + 1
       RETURNING last_number`,
      [publicBody, register, year],
    );
    const seq = rows[0]?.last_number;
    if (seq === undefined) throw new Error('the register gave no number');
    return { publicBody, year, seq, number: this.format(register, year, seq, series) };
  }

  private bodyOf(series: string | null): string {
    return series === null ? this.city.publicBody : `${this.city.publicBody}${SERIES_MARK}${series}`;
  }

  /** The agency whose series an entry belongs to; null in the city's own register. */
  seriesOf(publicBody: string): string | null {
    const head = `${this.city.publicBody}${SERIES_MARK}`;
    return publicBody.startsWith(head) ? publicBody.slice(head.length) : null;
  }

  /**
   * Sets the first number to give when a city starts in mid-year; a mistyped one is set again the same way. Refused (null)
   * once the year has an entry.
   */
  async startAt(
    tx: Tx,
    register: RegisterKind,
    year: number,
    next: number,
    series: string | null = null,
  ): Promise<number | null> {
    const publicBody = this.bodyOf(series);
    // The counter first: whoever is filing holds it until the entry can be seen by the next statement.
    await tx.query(
      `INSERT INTO register_counters (public_body, register, year, last_number) VALUES ($1, $2, $3, 0)
       ON CONFLICT (public_body, register, year) DO UPDATE SET last_number = register_counters.last_number`,
      [publicBody, register, year],
    );
    const rows = await tx.query<{ last_number: number }>(
      `UPDATE register_counters SET last_number = $4 WHERE public_body = $1 AND register = $2 AND year = $3
         AND NOT EXISTS (SELECT FROM ${ENTRIES[register]} e WHERE e.public_body = $1 AND e.register_year = $3)
       RETURNING last_number`,
      [publicBody, register, year, next - 1],
    );
    return rows[0] === undefined ? null : next;
  }

  /**
   * Locks the counter of a year and raises it to `last` when it stands lower; answers where it stood (0 = no number yet).
   * For numbers that were given before the program: the caller sees that none is missing.
   */
  async continueTo(tx: Tx, register: RegisterKind, year: number, last: number): Promise<number> {
    const before = await this.lastOf(tx, register, year);
    await tx.query(
      `INSERT INTO register_counters (public_body, register, year, last_number) VALUES ($1, $2, $3, $4)
       ON CONFLICT (public_body, register, year) DO UPDATE
         SET last_number = greatest(register_counters.last_number, excluded.last_number)`,
      [this.city.publicBody, register, year, last],
    );
    return before;
  }

  /** The last number given in a year, or 0; locks the counter until the transaction ends. */
  async lastOf(tx: Tx, register: RegisterKind, year: number): Promise<number> {
    const rows = await tx.query<{ last_number: number }>(
      `SELECT last_number FROM register_counters WHERE public_body = $1 AND register = $2 AND year = $3 FOR UPDATE`,
      [this.city.publicBody, register, year],
    );
    return rows[0]?.last_number ?? 0;
  }

  /** `AMBON-2026-000123`, `AMBON-K-2026-000007` for objections, `AMBON-DISDIK-2026-000001` in an agency's series. */
  format(register: RegisterKind, year: number, seq: number, series: string | null = null): string {
    const parts = [
      this.city.registerPrefix,
      ...(register === 'requests' ? [] : [this.city.objectionInfix]),
      ...(series === null ? [] : [signOf(series)]),
      String(year),
      String(seq).padStart(DIGITS, '0'),
    ];
    return parts.join('-');
  }

  /** Reads a typed number in any case and with any dashes; null when it cannot be one. */
  read(typed: string): { readonly register: RegisterKind; readonly number: string } | null {
    const plain = typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Cf}]/gu, '')
      .replace(/[\p{Pd}.]+/gu, '-');
    const match = /^([A-Z0-9]{2,12})((?:-[A-Z][A-Z0-9]*){0,2})-(\d{4})-(\d{1,9})((?:\/\d{1,3})?)$/u.exec(
      plain,
    );
    if (match === null || match[1] !== this.city.registerPrefix) return null;
    const middle = (match[2] ?? '').split('-').filter((part) => part !== '');
    const isObjection = middle[0] === this.city.objectionInfix;
    const [series = null, ...more] = isObjection ? middle.slice(1) : middle;
    if (more.length > 0) return null;
    const register = isObjection ? 'objections' : 'requests';
    const number = this.format(register, Number(match[3]), Number(match[4]), series);
    return { register, number: `${number}${match[5] ?? ''}` };
  }
}

/** How an agency's code stands in a number: `kec-sirimau` is `KECSIRIMAU`. */
function signOf(series: string): string {
  return series.toUpperCase().replace(/[^A-Z0-9]/gu, '');
}
