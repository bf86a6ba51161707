/** How many statements PostgreSQL ran for one request, without transaction control and SET (performance.md P20). */

/** Opens the counter of a database for what `role` asks; `pg_stat_statements` is loaded by the embedded server. */
export async function statementCounter(database, role = 'tenggat_app') {
  await database.rows('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  return async (times, request) => {
    await request();
    await database.rows('SELECT pg_stat_statements_reset()');
    for (let at = 0; at < times; at += 1) await request();
    const seen = await database.rows(
      `SELECT query, calls::int FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
       JOIN pg_roles r ON r.oid = s.userid
       WHERE d.datname = $1 AND r.rolname = $2 AND query !~* '^(BEGIN|COMMIT)' ORDER BY calls DESC`,
      [database.name, role],
    );
    // Wakes of the queue go out after the commit and a few times a second at most, however many requests there are;
    // what runs less than once a request is the refresh of what the process remembers.
    const own = seen.filter(({ query, calls }) => !isQueue(query) && calls >= times);
    return { perRequest: own.reduce((sum, { calls }) => sum + Math.round(calls / times), 0), queries: own };
  };
}

function isQueue(query) {
  return /bullmq|job_event|_jobs?\b/iu.test(query);
}
