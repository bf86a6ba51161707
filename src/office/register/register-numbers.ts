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

/**
 * Gapless numbers per public body, register and year: a counter row in the transaction of the filing. Take it as late
 * as can be; from here to the commit every other filing of the year waits. Never `max()+1`, never a sequence.
 */
@Injectable()
export class RegisterNumbers {
  constructor(private readonly city: City) {}

  /** Takes the next number of `year` (the city's calendar year). A rollback gives it back. */
  async take(tx: Tx, register: RegisterKind, year: number): Promise<RegisterEntry> {
    const rows = await tx.query<{ last_number: number }>(
      `INSERT INTO register_counters (public_body, register, year, last_number) VALUES ($1, $2, $3, 1)
       ON CONFLICT (public_body, register, year) DO UPDATE SET last_number = register_counters.last_number + 1
       RETURNING last_number`,
      [this.city.publicBody, register, year],
    );
    const seq = rows[0]?.last_number;
    if (seq === undefined) throw new Error('the register gave no number');
    return { publicBody: this.city.publicBody, year, seq, number: this.format(register, year, seq) };
  }

  /**
   * Sets the first number to give when a city starts in mid-year. Refused (null) once the year has a number.
   */
  async startAt(tx: Tx, register: RegisterKind, year: number, next: number): Promise<number | null> {
    const rows = await tx.query<{ last_number: number }>(
      `INSERT INTO register_counters (public_body, register, year, last_number) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING last_number`,
      [this.city.publicBody, register, year, next - 1],
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

  /** `AMBON-2026-000123` for requests, `AMBON-K-2026-000007` for objections. */
  format(register: RegisterKind, year: number, seq: number): string {
    const head =
      register === 'requests'
        ? this.city.registerPrefix
        : `${this.city.registerPrefix}-${this.city.objectionInfix}`;
    return `${head}-${String(year)}-${String(seq).padStart(DIGITS, '0')}`;
  }

  /** Reads a typed number in any case and with any dashes; null when it cannot be one. */
  read(typed: string): { readonly register: RegisterKind; readonly number: string } | null {
    const plain = typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Cf}]/gu, '')
      .replace(/[\p{Pd}.]+/gu, '-');
    const match = /^([A-Z0-9]{2,12})(?:-([A-Z]{1,3}))?-(\d{4})-(\d{1,9})$/u.exec(plain);
    if (match === null || match[1] !== this.city.registerPrefix) return null;
    const register =
      match[2] === undefined ? 'requests' : match[2] === this.city.objectionInfix ? 'objections' : null;
    if (register === null) return null;
    return { register, number: this.format(register, Number(match[3]), Number(match[4])) };
  }
}
