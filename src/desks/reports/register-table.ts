import { Injectable } from '@nestjs/common';
import type { Person } from '../../office/requesters/person.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { Database } from '../../platform/database/database.js';
import type { Actor, Scope } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { Views } from '../../platform/views/views.js';
import { objectionCells, type PrintedObjection } from './objection-cells.js';
import { OBJECTION_COLUMNS, REQUEST_COLUMNS } from '../../law/register-columns.js';
import { requestCells, type PrintedRequest } from './request-cells.js';
import { RegisterQueries, type StandingObjection } from './register.queries.js';
import type { Knowledge, RegisterSpan } from './register-span.js';

export type RegisterKind = 'requests' | 'objections';
export const REGISTER_KINDS: readonly RegisterKind[] = ['requests', 'objections'];

/** Which register, of which days of entry, as known when. */
export interface RegisterWish {
  readonly kind: RegisterKind;
  readonly span: RegisterSpan;
  readonly knowledge: Knowledge;
}

/** Who reads, and whether the persons are opened: only for an export with a purpose. */
export interface RegisterReader {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly opensPersons: boolean;
}

/** The cells of one row in the order of the official columns. */
export type RegisterRow = readonly string[];

// Few enough that what is read is let go of while it is young; each lot costs the database a look into small sets.
const READ_AT_ONCE = 1_000;
/** Two, so that the database works on one while the persons of the other are opened. */
const READ_AHEAD = 2;
/** Few enough that nobody else waits while they are put into words. */
const PRINT_AT_ONCE = 250;

/** Turns entries into printed rows, a thousand at a time, so that a year of 100,000 needs the memory of three lots. */
@Injectable()
export class RegisterTable {
  constructor(
    private readonly database: Database,
    private readonly queries: RegisterQueries,
    private readonly requesters: Requesters,
    private readonly views: Views,
    private readonly city: City,
  ) {}

  /** Codes of the columns, in order. */
  columnsOf(kind: RegisterKind): readonly string[] {
    return kind === 'requests' ? REQUEST_COLUMNS : OBJECTION_COLUMNS;
  }

  /** How many entries there are. */
  async count(reader: RegisterReader, { kind, span, knowledge }: RegisterWish): Promise<number> {
    const { actor, scope } = reader;
    return this.database.read(actor, scope, async (tx) =>
      kind === 'requests'
        ? this.queries.countRequests(tx, span, knowledge)
        : (await this.queries.objections(tx, span, knowledge)).length,
    );
  }

  /**
   * The rows in small pieces. They are read a thousand at a time, each time in a transaction of its own, so that a
   * page's budget is enough for any year; while one lot is put into words the next one is read.
   */
  async *pieces(reader: RegisterReader, wish: RegisterWish): AsyncGenerator<readonly RegisterRow[]> {
    const { actor, scope } = reader;
    const { kind, span, knowledge } = wish;
    const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => this.database.read(actor, scope, work);
    if (kind === 'requests') {
      const ids = await read((tx) => this.queries.requestIds(tx, span, knowledge));
      const lots = ahead(slices(ids, READ_AT_ONCE), (lot) =>
        read((tx) => this.readRequests(tx, reader, wish, lot)),
      );
      for await (const lot of lots) {
        for (const some of slices(lot, PRINT_AT_ONCE)) yield this.requestRows(some);
      }
    } else {
      const entries = await read((tx) => this.queries.objections(tx, span, knowledge));
      const lots = ahead(slices(entries, READ_AT_ONCE), (lot) =>
        read((tx) => this.readObjections(tx, reader, lot)),
      );
      for await (const lot of lots) {
        for (const some of slices(lot, PRINT_AT_ONCE)) yield this.objectionRows(some);
      }
    }
  }

  /** The printed rows of some requests, within a transaction of the caller. */
  async requests(
    tx: Tx,
    reader: RegisterReader,
    wish: RegisterWish,
    ids: readonly string[],
  ): Promise<readonly RegisterRow[]> {
    return this.requestRows(await this.readRequests(tx, reader, wish, ids));
  }

  /** The printed rows of some objections, within a transaction of the caller. */
  async objections(
    tx: Tx,
    reader: RegisterReader,
    entries: readonly StandingObjection[],
  ): Promise<readonly RegisterRow[]> {
    return this.objectionRows(await this.readObjections(tx, reader, entries));
  }

  private async readRequests(
    tx: Tx,
    reader: RegisterReader,
    { knowledge }: RegisterWish,
    ids: readonly string[],
  ): Promise<readonly PrintedRequest[]> {
    const entries = await this.queries.printable(tx, ids, knowledge);
    const wanted = entries.map(({ details }) => details.requester_id);
    const persons = await this.persons(tx, reader, wanted);
    return entries.map((entry) => ({
      ...entry,
      person: persons.get(entry.details.requester_id) ?? null,
      before: knowledge.before,
    }));
  }

  private async readObjections(
    tx: Tx,
    reader: RegisterReader,
    entries: readonly StandingObjection[],
  ): Promise<readonly PrintedObjection[]> {
    const wanted = entries.map(({ facts }) => facts.requester_id);
    const persons = await this.persons(tx, reader, wanted);
    return entries.map((entry) => ({ ...entry, person: persons.get(entry.facts.requester_id) ?? null }));
  }

  private requestRows(rows: readonly PrintedRequest[]): readonly RegisterRow[] {
    const texts = this.views.in('id');
    return rows.map((row) => {
      const cells = requestCells(texts, row);
      return REQUEST_COLUMNS.map((column) => cells[column]);
    });
  }

  private objectionRows(rows: readonly PrintedObjection[]): readonly RegisterRow[] {
    const texts = this.views.in('id');
    return rows.map((row) => {
      const cells = objectionCells(texts, this.city, row);
      return OBJECTION_COLUMNS.map((column) => cells[column]);
    });
  }

  private async persons(
    tx: Tx,
    reader: RegisterReader,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Person>> {
    return reader.opensPersons ? this.requesters.persons(tx, ids) : new Map();
  }
}

function slices<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, at) => all.slice(at * size, (at + 1) * size));
}

/** Reads the next pieces while whoever asked still works on the last one; never more than `READ_AHEAD` of them. */
async function* ahead<From, To>(
  pieces: readonly From[],
  read: (piece: From) => Promise<To>,
): AsyncGenerator<To> {
  const reading: Promise<To>[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    for (const piece of pieces.slice(at + reading.length, at + 1 + READ_AHEAD)) {
      const next = read(piece);
      // Whoever stops reading early leaves pieces that nobody waits for; their fault is nobody's either.
      next.catch(() => undefined);
      reading.push(next);
    }
    const current = reading.shift();
    if (current !== undefined) yield await current;
  }
}
