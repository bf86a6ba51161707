import pg from 'pg';

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
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
    if (!CONTROL.test(text)) sent.push({ text, values: Array.isArray(second) ? (second as unknown[]) : [] });
    return real.apply(this, given);
  };
  try {
    await work();
  } finally {
    prototype.query = real;
  }
  return sent;
}
