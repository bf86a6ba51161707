import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { loadConfig } from '../../src/platform/config/config.js';
import { serve } from '../../src/serve.js';
import type { StaffRole, TestApp } from './app.js';
import { expectStatus, HttpClient } from './http-client.js';

/** Lets somebody look at the pages of an application whose statements are seen as they are sent. */
export interface WatchedPages {
  signIn(role: StaffRole, agency?: string): Promise<HttpClient>;
  /** Somebody without an account. */
  visitor(): HttpClient;
  close(): Promise<void>;
}

/** Its web part once more on the same database, inside the process of the spec. */
export async function watchPages(app: TestApp): Promise<WatchedPages> {
  const quiet = new Logger();
  quiet.localInstance.setLogLevels?.(['fatal']);
  const program = await serve(loadConfig(app.settings()), 'web', quiet);
  const visitor = (): HttpClient => new HttpClient(() => program.url ?? '');
  return {
    visitor,
    signIn: async (role, agency) => {
      const client = visitor();
      const { email, password } = app.account(role, agency);
      expectStatus(await client.post('/api/v1/session', { email, password }), 200);
      return client;
    },
    close: () => program.close(),
  };
}

export interface SentStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const CONTROL = /^\s*(BEGIN|COMMIT|ROLLBACK|SET|START)\b/iu;

/** Statements that this process sends to PostgreSQL while `work` runs, without transaction control and `SET`. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly SentStatement[]> {
  const sent: SentStatement[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const real = prototype.query;
  prototype.query = function (this: unknown, ...given: unknown[]): unknown {
    const [first, second] = given;
    const named =
      typeof first === 'string' ? { text: first, values: second } : (first as Partial<SentStatement>);
    const { text = '', values } = named;
    if (!CONTROL.test(text)) sent.push({ text, values: Array.isArray(values) ? (values as unknown[]) : [] });
    return real.apply(this, given);
  };
  try {
    await work();
  } finally {
    prototype.query = real;
  }
  return sent;
}
