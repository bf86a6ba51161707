import { randomUUID } from 'node:crypto';

/** A random id that says nothing and can be made before the row exists. */
export function newId(): string {
  return randomUUID();
}
