import { Injectable } from '@nestjs/common';
import { maySeeIdentity } from '../../office/access/policy.js';
import { Requesters } from '../../office/requesters/requesters.js';
import type { Actor } from '../../platform/database/scope.js';
import type { SqlParts } from './sql-parts.js';

const LONGEST_QUERY = 200;
const SHORTEST_BEGINNING = 3;

// What is searched first, and how many hits among it are enough: a word of one request in fifty needs no older ones.
const NEWEST = 5_000;
const ENOUGH = 100;
// Of all the hits of a rarer word, the newest.
const MOST_HITS = 1_000;

/** One way to be found: by `condition` on a row at hand (`cases c`), or by `ids` out of an index. */
interface Way {
  readonly condition: string;
  readonly ids: string;
}

/**
 * What was typed into the search: a register number, its last digits, or words of the question. The desk also finds a
 * person by NIK or by beginnings of the name, through keyed hashes: no name stands in the database.
 */
@Injectable()
export class CaseSearch {
  constructor(private readonly requesters: Requesters) {}

  /** From so many hits on, older ones may have been left out. */
  static readonly ENOUGH = ENOUGH;

  /**
   * Condition on `cases c` for what was typed, among the cases that fulfil `others`. It costs the same however common the
   * words are and however many cases there are: the newest cases are looked through, and the indexes are asked only where
   * those hold too few.
   */
  condition(typed: string, actor: Actor, others: string, sql: SqlParts): string {
    const text = typed.trim().slice(0, LONGEST_QUERY);
    if (/^[A-Za-z]+(-[A-Za-z]+)?-\d{4}-\d{1,6}(\/\d+)?$/u.test(text)) {
      return this.byWholeNumber(text.toUpperCase(), sql);
    }
    const ways = [...this.byNumber(text, sql), ...this.byWords(text, sql)];
    if (maySeeIdentity(actor)) ways.push(...this.byPerson(text, sql));
    return ways.length === 0 ? 'false' : newestOf(ways, others);
  }

  /** The requester knows the number of the whole request: who only sees a part of it finds the part by that number. */
  private byWholeNumber(number: string, sql: SqlParts): string {
    const whole = sql.value(number);
    if (number.includes('/')) return `c.register_number = ${whole}`;
    const seq = sql.value(Number(number.slice(number.lastIndexOf('-') + 1)));
    return `(c.register_number = ${whole} OR c.register_seq = ${seq} AND starts_with(c.register_number, ${whole} || '/')
      AND NOT EXISTS (SELECT 1 FROM cases w WHERE w.register_number = ${whole}))`;
  }

  private byNumber(text: string, sql: SqlParts): Way[] {
    if (!/^\d{1,6}$/u.test(text)) return [];
    const condition = `c.register_seq = ${sql.value(Number(text))}`;
    return [{ condition, ids: `SELECT c.id FROM cases c WHERE ${condition}` }];
  }

  private byWords(text: string, sql: SqlParts): Way[] {
    if (!/\p{L}{2}/u.test(text)) return [];
    const condition = `c.search @@ websearch_to_tsquery('indonesian', ${sql.value(text)})`;
    return [{ condition, ids: `SELECT c.id FROM cases c WHERE ${condition}` }];
  }

  private byPerson(text: string, sql: SqlParts): Way[] {
    if (/^\d{16}$/u.test(text)) {
      return [ofRequester(`r.national_id_index = ${sql.value(this.requesters.nationalIdIndex(text))}`)];
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
    return [ofRequester(`r.name_word_hashes @> ${sql.value(beginnings)}::bytea[]`)];
  }
}

function ofRequester(condition: string): Way {
  return {
    condition: `EXISTS (SELECT 1 FROM requesters r WHERE r.id = c.requester_id AND ${condition})`,
    ids: `SELECT c.id FROM cases c JOIN requesters r ON r.id = c.requester_id WHERE ${condition}`,
  };
}

// OFFSET 0 keeps the planner from walking all cases by date until it has met a word of which it knows nothing.
function newestOf(ways: readonly Way[], others: string): string {
  const seen = ways.map(({ condition }) => condition).join(' OR ');
  const known = ways.map(({ ids }) => ids).join(' UNION ');
  return `c.id IN (
    WITH newest AS MATERIALIZED (
      SELECT c.id FROM (SELECT * FROM cases c WHERE ${others} ORDER BY c.received_at DESC LIMIT ${String(NEWEST)}) c
      WHERE ${seen}
    )
    SELECT id FROM newest
    UNION ALL
    SELECT id FROM (
      SELECT hit.id FROM (SELECT c.id, c.received_at FROM cases c WHERE c.id IN (${known}) AND ${others} OFFSET 0) hit
      WHERE (SELECT count(*) FROM newest) < ${String(ENOUGH)} ORDER BY hit.received_at DESC LIMIT ${String(MOST_HITS)}
    ) older)`;
}
