import { Injectable } from '@nestjs/common';
import { maySeeIdentity } from '../../office/access/policy.js';
import { Requesters } from '../../office/requesters/requesters.js';
import type { Tx } from '../../platform/database/tx.js';
import type { SqlParts } from './sql-parts.js';

const LONGEST_QUERY = 200;
const SHORTEST_BEGINNING = 3;

// What is searched first, and how many hits among it are enough: a word of one request in fifty needs no older ones.
const NEWEST = 5_000;
const ENOUGH = 100;
// Of all the hits of a rarer word, the newest.
const MOST_HITS = 5_000;

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
  condition(typed: string, { actor, scope }: Tx, others: string, sql: SqlParts): string {
    const text = typed.trim().slice(0, LONGEST_QUERY);
    if (/^[A-Za-z]+(-[A-Za-z]+)?-\d{4}-\d{1,6}(\/\d+)?$/u.test(text)) {
      return this.byWholeNumber(text.toUpperCase(), sql);
    }
    const asked = this.asked(text, maySeeIdentity(actor));
    if (Object.values(asked).every((one) => one === null)) return 'false';
    return newestOf(asked, { others, agency: scope.kind === 'agency' ? scope.agency : null }, sql);
  }

  /** The requester knows the number of the whole request: who only sees a part of it finds the part by that number. */
  private byWholeNumber(number: string, sql: SqlParts): string {
    const whole = sql.value(number);
    if (number.includes('/')) return `c.register_number = ${whole}`;
    const seq = sql.value(Number(number.slice(number.lastIndexOf('-') + 1)));
    return `(c.register_number = ${whole} OR c.register_seq = ${seq} AND starts_with(c.register_number, ${whole} || '/')
      AND NOT EXISTS (SELECT 1 FROM cases w WHERE w.register_number = ${whole}))`;
  }

  private asked(text: string, byPerson: boolean): Asked {
    return {
      number: /^\d{1,6}$/u.test(text) ? Number(text) : null,
      words: /\p{L}{2}/u.test(text) ? text : null,
      nationalId: byPerson && /^\d{16}$/u.test(text) ? this.requesters.nationalIdIndex(text) : null,
      names: byPerson ? this.beginnings(text) : null,
    };
  }

  private beginnings(text: string): readonly Buffer[] | null {
    const words = text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => /\p{L}/u.test(word) && [...word].length >= SHORTEST_BEGINNING)
      .slice(0, 6);
    if (words.length === 0) return null;
    return words.map((word) => this.requesters.nameIndex([...word].slice(0, 16).join('')));
  }
}

/** What a typed text may mean, each null where it cannot. */
interface Asked {
  readonly number: number | null;
  readonly words: string | null;
  readonly nationalId: Buffer | null;
  readonly names: readonly Buffer[] | null;
}

/** Among which cases is searched. */
interface Among {
  readonly others: string;
  readonly agency: string | null;
}

// The policy of the rows forbids the planner the index of words, so `tenggat_search` asks the indexes with the owner's
// sight and answers ids; which of these cases this person may see is decided here, where policy and `others` hold.
function newestOf(asked: Asked, { others, agency }: Among, sql: SqlParts): string {
  const words = sql.value(asked.words);
  const names = sql.value(asked.names);
  const nationalId = sql.value(asked.nationalId);
  const number = sql.value(asked.number);
  // A scalar, so that the requesters of the newest cases are looked up one by one: an EXISTS may read all there are.
  const ofRequester = (condition: string): string =>
    `coalesce((SELECT ${condition} FROM requesters r WHERE r.id = c.requester_id), false)`;
  const ways = [
    asked.words === null ? [] : [`c.search @@ websearch_to_tsquery('indonesian', ${words})`],
    asked.names === null ? [] : [ofRequester(`r.name_word_hashes @> ${names}::bytea[]`)],
    asked.nationalId === null ? [] : [ofRequester(`r.national_id_index = ${nationalId}`)],
    asked.number === null ? [] : [`c.register_seq = ${number}`],
  ].flat();
  return `c.id IN (
    WITH newest AS MATERIALIZED (
      SELECT c.id, ${ways.join(' OR ')} AS is_met FROM cases c WHERE ${others}
      ORDER BY c.received_at DESC LIMIT ${String(NEWEST)}
    ), met AS MATERIALIZED (SELECT id FROM newest WHERE is_met)
    SELECT id FROM met
    UNION ALL
    SELECT c.id FROM tenggat_search(${words}, ${names}, ${nationalId}, ${number}, ${sql.value(agency)}, ${String(MOST_HITS)}) hit
    JOIN cases c ON c.id = hit
    WHERE (SELECT count(*) FROM newest) = ${String(NEWEST)} AND (SELECT count(*) FROM met) < ${String(ENOUGH)} AND ${others})`;
}
