import type { Writable } from 'node:stream';
import pg from 'pg';

/** Enough for every statement that is written down; what is put together anew each time finds no place for ever. */
const MOST_NAMES = 400;
const names = new Map<string, string>();

/** The name under which a connection keeps the plan of a statement; null for one too many. */
function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_NAMES) return null;
  const name = `s${String(names.size)}`;
  names.set(text, name);
  return name;
}

/** Whether a text is one statement: it has values, or nothing that may end one. Several are sent as they stand. */
function isOne(text: string, values: unknown): values is unknown[] {
  return Array.isArray(values) && (values.length > 0 || !text.includes(';'));
}

/** A connection that has PostgreSQL read and plan a statement once, and sends what belongs together at once. */
class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const prepare = (...given: unknown[]): unknown => {
      const send = super.query.bind(this) as (...sent: unknown[]) => unknown;
      const [text, values, ...rest] = given;
      const name = typeof text === 'string' && isOne(text, values) ? nameOf(text) : null;
      this.holdTogether();
      return name === null ? send(...given) : send({ name, text, values: values as unknown[] }, ...rest);
    };
    this.query = prepare as pg.Client['query'];
  }

  /** What is sent before the process turns to something else leaves in one packet: each wakes the server. */
  private holdTogether(): void {
    const { stream } = (this as unknown as Wired).connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }
}

/** The part of pg's client that holds its socket. */
interface Wired {
  readonly connection: { readonly stream: Writable };
}

/**
 * A pool whose connections always have somebody who hears their errors. A line that is cut may report more than once,
 * and pg, its pool and TypeORM each stop listening at the first report; an error that nobody hears ends the process.
 */
export class GuardedPool extends pg.Pool {
  constructor(options?: pg.PoolConfig) {
    super({ ...options, Client: PreparingClient } as pg.PoolConfig);
    this.on('connect', (client) => {
      client.on('error', () => undefined);
    });
  }
}

/** pg as TypeORM loads it, with the guarded pool in place of its own. */
export const guardedDriver: unknown = Object.create(pg, { Pool: { value: GuardedPool } });
