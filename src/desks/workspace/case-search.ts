import { Injectable } from '@nestjs/common';
import { maySeeIdentity } from '../../office/access/policy.js';
import { Requesters } from '../../office/requesters/requesters.js';
import type { Actor } from '../../platform/database/scope.js';
import type { SqlParts } from './sql-parts.js';

const LONGEST_QUERY = 200;
const SHORTEST_BEGINNING = 3;

/**
 * What was typed into the search: a register number, its last digits, or words of the question. The desk also finds a
 * person by NIK or by beginnings of the name, through keyed hashes: no name stands in the database.
 */
@Injectable()
export class CaseSearch {
  constructor(private readonly requesters: Requesters) {}

  /** Condition on `cases c`. Words are found in the index first, then everything else is asked of the few. */
  condition(typed: string, actor: Actor, sql: SqlParts): string {
    const text = typed.trim().slice(0, LONGEST_QUERY);
    if (/^[A-Za-z]+(-[A-Za-z]+)?-\d{4}-\d{1,6}(\/\d+)?$/u.test(text)) {
      return this.byWholeNumber(text.toUpperCase(), sql);
    }
    const ways = [...this.byNumber(text, sql), ...this.byWords(text, sql)];
    if (maySeeIdentity(actor)) ways.push(...this.byPerson(text, sql));
    return ways.length === 0 ? 'false' : `(${ways.join(' OR ')})`;
  }

  /** The requester knows the number of the whole request: who only sees a part of it finds the part by that number. */
  private byWholeNumber(number: string, sql: SqlParts): string {
    const whole = sql.value(number);
    if (number.includes('/')) return `c.register_number = ${whole}`;
    const seq = sql.value(Number(number.slice(number.lastIndexOf('-') + 1)));
    return `(c.register_number = ${whole} OR c.register_seq = ${seq} AND starts_with(c.register_number, ${whole} || '/')
      AND NOT EXISTS (SELECT 1 FROM cases w WHERE w.register_number = ${whole}))`;
  }

  private byNumber(text: string, sql: SqlParts): string[] {
    return /^\d{1,6}$/u.test(text) ? [`c.register_seq = ${sql.value(Number(text))}`] : [];
  }

  private byWords(text: string, sql: SqlParts): string[] {
    if (!/\p{L}{2}/u.test(text)) return [];
    const words = sql.value(text);
    return [
      `c.id IN (SELECT found.id FROM (SELECT s.id FROM cases s
         WHERE s.search @@ websearch_to_tsquery('indonesian', ${words}) OFFSET 0) found)`,
    ];
  }

  private byPerson(text: string, sql: SqlParts): string[] {
    if (/^\d{16}$/u.test(text)) {
      const index = sql.value(this.requesters.nationalIdIndex(text));
      return [`c.requester_id IN (SELECT r.id FROM requesters r WHERE r.national_id_index = ${index})`];
    }
    const beginnings = text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => [...word].length >= SHORTEST_BEGINNING)
      .slice(0, 6)
      .map((word) => this.requesters.nameIndex([...word].slice(0, 16).join('')));
    if (beginnings.length === 0) return [];
    const hashes = sql.value(beginnings);
    return [
      `c.requester_id IN (SELECT found.id FROM (SELECT r.id FROM requesters r
         WHERE r.name_word_hashes @> ${hashes}::bytea[] OFFSET 0) found)`,
    ];
  }
}
