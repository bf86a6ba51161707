import { keyedHash } from './vault.js';

/** The end of a trail: its last row. */
export interface TrailEnd {
  readonly stream: string;
  readonly seq: number;
  readonly hash: Buffer;
}

/** Purpose of the key that chains and seals the trails. */
export const TRAIL_KEY = 'audit chain';

/** Names the end of a trail: nobody without the key can name another. */
export function sealOfTrail(key: Buffer, { stream, seq, hash }: TrailEnd): Buffer {
  return keyedHash(key, `end of ${stream}\n${String(seq)}\n${hash.toString('hex')}`);
}
