import pg from 'pg';

export type Row = Record<string, unknown>;

/**
 * Sight of the database from outside the program: as owner, or with the rights of the city's own reports, which are the
 * views of `tenggat_read` and nothing else. A connection for each question, so that a restart in between is no matter.
 */
export class Outside {
  constructor(private readonly url: () => string) {}

  /** Rows of the stable views, with no other right than to read them. */
  views<T extends object = Row>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    return this.ask<T>(sql, params, '-c role=tenggat_reader -c search_path=tenggat_read -c timezone=UTC');
  }

  /** A statement of the superuser: for what only a fault or an intruder would do, and for the moved clock. */
  asOwner<T extends object = Row>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    return this.ask<T>(sql, params, '-c tenggat.test_hooks=on -c timezone=UTC');
  }

  /** The one value of a statement that answers one row of one column. */
  async count(sql: string, params: readonly unknown[] = []): Promise<number> {
    const [row] = await this.views<Record<string, unknown>>(sql, params);
    return Number(Object.values(row ?? {})[0]);
  }

  private async ask<T extends object>(
    sql: string,
    params: readonly unknown[],
    options: string,
  ): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.url(), options });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(sql, [...params])).rows;
    } finally {
      await client.end();
    }
  }
}
