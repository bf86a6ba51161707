/**
 * What this machine's clock says, in milliseconds since 1970. Only to compare it with the database's: no date, no
 * deadline and no pause comes from it.
 */
export function machineMilliseconds(): number {
  return Date.now();
}
