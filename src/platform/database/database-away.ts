const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);
// 08 connection, 28 and 3D000 refused or gone at the door, 55000 takes no connections now, 53 resources, 57P shutdown,
// 57014 statement time-out, 55P03 lock time-out, 25P03 idle time-out, 40001/40P01 retry.
const SERVER_CODES = /^(08|28|3D000|53|55000|57P|57014|55P03|25P0[34]|40001|40P01)/u;

/** True when a connection keeps the plan of a statement that answers something else since an upgrade of the schema. */
export function isStalePlan(error: unknown): boolean {
  // The code alone says no more than that PostgreSQL cannot do something.
  return error instanceof Error && 'routine' in error && error.routine === 'RevalidateCachedQuery';
}

/**
 * True when PostgreSQL is stopped, restarting, out of connections, too slow or just upgraded: the answer is 503, nothing is
 * done.
 */
export function databaseIsAway(error: unknown): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    const code = 'code' in current ? current.code : undefined;
    if (typeof code === 'string' && (SOCKET_CODES.has(code) || SERVER_CODES.test(code))) return true;
    if (isStalePlan(current)) return true;
    if (
      /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Cannot use a pool after calling end|not queryable|Query runner already released/u.test(
        current.message,
      )
    ) {
      return true;
    }
    current = 'driverError' in current ? current.driverError : current.cause;
  }
  return false;
}
