import { Injectable } from '@nestjs/common';
import { Requesters, type OpenRequester } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { Database } from '../../platform/database/database.js';
import type { Actor, Scope } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { Views } from '../../platform/views/views.js';
import { objectionCells } from './objection-cells.js';
import { OBJECTION_COLUMNS, REQUEST_COLUMNS } from '../../law/register-columns.js';
import { requestCells } from './request-cells.js';
import { RegisterQueries, type StandingObjection, type StandingRequest } from './register.queries.js';
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

const AT_ONCE = 1_000;

/** Turns entries into printed rows, some hundred at a time, so that a year of 100,000 needs the memory of one batch. */
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
  async count(reader: RegisterReader, wish: RegisterWish): Promise<number> {
    const { actor, scope } = reader;
    return this.database.read(actor, scope, async (tx) => (await this.entries(tx, wish)).length);
  }

  /** The rows in batches; each batch is a transaction of its own, so that a page's budget is enough for any year. */
  async *batches(reader: RegisterReader, wish: RegisterWish): AsyncGenerator<readonly RegisterRow[]> {
    const { actor, scope } = reader;
    const entries = await this.database.read(actor, scope, (tx) => this.entries(tx, wish));
    for (let at = 0; at < entries.length; at += AT_ONCE) {
      const batch = entries.slice(at, at + AT_ONCE);
      yield await this.database.read(actor, scope, (tx) => this.print(tx, reader, wish, batch));
    }
  }

  /** The printed rows of some entries, within a transaction of the caller. */
  async print(
    tx: Tx,
    reader: RegisterReader,
    wish: RegisterWish,
    entries: readonly RegisterEntry[],
  ): Promise<readonly RegisterRow[]> {
    const requests = entries.filter(isRequest);
    const objections = entries.filter((entry) => !isRequest(entry)) as readonly StandingObjection[];
    return wish.kind === 'requests'
      ? this.printRequests(tx, reader, wish, requests)
      : this.printObjections(tx, reader, objections);
  }

  private entries(tx: Tx, { kind, span, knowledge }: RegisterWish): Promise<readonly RegisterEntry[]> {
    return kind === 'requests'
      ? this.queries.requests(tx, span, knowledge)
      : this.queries.objections(tx, span, knowledge);
  }

  private async printRequests(
    tx: Tx,
    reader: RegisterReader,
    { knowledge }: RegisterWish,
    entries: readonly StandingRequest[],
  ): Promise<readonly RegisterRow[]> {
    const texts = this.views.in('id');
    const details = await this.queries.details(
      tx,
      entries.map(({ facts }) => facts.case_id),
    );
    const persons = await this.persons(
      tx,
      reader,
      [...details.values()].map(({ requester_id: id }) => id),
    );
    return entries.flatMap(({ facts, standing }) => {
      const own = details.get(facts.case_id);
      if (own === undefined) return [];
      const person = persons.get(own.requester_id) ?? null;
      const cells = requestCells(texts, { details: own, standing, person, before: knowledge.before });
      return [REQUEST_COLUMNS.map((column) => cells[column])];
    });
  }

  private async printObjections(
    tx: Tx,
    reader: RegisterReader,
    entries: readonly StandingObjection[],
  ): Promise<readonly RegisterRow[]> {
    const texts = this.views.in('id');
    const persons = await this.persons(
      tx,
      reader,
      entries.map(({ facts }) => facts.requester_id),
    );
    return entries.map(({ facts, standing }) => {
      const person = persons.get(facts.requester_id) ?? null;
      const cells = objectionCells(texts, this.city, { facts, standing, person });
      return OBJECTION_COLUMNS.map((column) => cells[column]);
    });
  }

  private async persons(
    tx: Tx,
    reader: RegisterReader,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, OpenRequester>> {
    return reader.opensPersons ? this.requesters.openMany(tx, ids) : new Map();
  }
}

export type RegisterEntry = StandingRequest | StandingObjection;

function isRequest(entry: RegisterEntry): entry is StandingRequest {
  return !('objection_id' in entry.facts);
}
