import { Injectable } from '@nestjs/common';
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { MasterKey } from './master-key.js';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const WRAPPED_BYTES = IV_BYTES + KEY_BYTES + TAG_BYTES;
const HEADER_BYTES = 1 + 4;

/** A data key and its wrapped form; destroying the wrapped form makes what it sealed unreadable for ever. */
export interface DataKey {
  readonly key: Buffer;
  readonly wrapped: Buffer;
}

/**
 * Envelope encryption, AES-256-GCM. Each blob has a data key wrapped by the master key that lies outside the
 * database; `place` (table|column|row) is bound to the blob, so that none can be moved to another row.
 */
@Injectable()
export class Vault {
  private readonly derived = new Map<string, Buffer>();

  constructor(private readonly master: MasterKey) {}

  /** A fresh data key, for instance one per person. */
  newDataKey(place: string): DataKey {
    const key = randomBytes(KEY_BYTES);
    return { key, wrapped: Buffer.concat([this.header(), encrypt(this.master.key, key, `${place}|key`)]) };
  }

  /** Unwraps a data key. Throws when the place or the master key is another. */
  unwrap(wrapped: Buffer, place: string): Buffer {
    return decrypt(
      this.master.keyFor(wrapped.readUInt32BE(1)),
      wrapped.subarray(HEADER_BYTES),
      `${place}|key`,
    );
  }

  /** Seals `content` under an unwrapped data key. */
  sealWith(key: Buffer, content: Buffer, place: string): Buffer {
    return encrypt(key, content, place);
  }

  /** Opens what `sealWith` sealed. */
  openWith(key: Buffer, sealed: Buffer, place: string): Buffer {
    return decrypt(key, sealed, place);
  }

  /** Seals `content` with a data key of its own that travels in the blob. */
  seal(content: Buffer | string, place: string): Buffer {
    const data = this.newDataKey(place);
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    return Buffer.concat([data.wrapped, encrypt(data.key, bytes, place)]);
  }

  /** Opens what `seal` sealed. */
  open(sealed: Buffer, place: string): Buffer {
    const end = HEADER_BYTES + WRAPPED_BYTES;
    const key = this.unwrap(sealed.subarray(0, end), place);
    return decrypt(key, sealed.subarray(end), place);
  }

  /** Keyed hash of a secret or an identifier; each purpose has its own key, so that indexes cannot be joined. */
  index(purpose: string, value: string): Buffer {
    return keyedHash(this.keyOf(purpose), value);
  }

  /** A key derived for one purpose, for instance the audit chain. Derived once: purposes are few and named in code. */
  keyOf(purpose: string): Buffer {
    const known = this.derived.get(purpose);
    if (known !== undefined) return known;
    const key = Buffer.from(
      hkdfSync('sha256', this.master.root, Buffer.alloc(0), `tenggat ${purpose}`, KEY_BYTES),
    );
    this.derived.set(purpose, key);
    return key;
  }

  private header(): Buffer {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt8(VERSION, 0);
    header.writeUInt32BE(this.master.id, 1);
    return header;
  }
}

function encrypt(key: Buffer, content: Buffer, place: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(place, 'utf8'));
  const body = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, sealed: Buffer, place: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** HMAC-SHA-256 under a key of its own. */
export function keyedHash(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

/** SHA-256, for secrets with enough random bits that need no slow hash, and for file contents. */
export function sha256(content: Buffer | string): Buffer {
  return createHash('sha256').update(content).digest();
}

/** A random secret of `bytes` bytes for links and sessions, in URL-safe signs. */
export function randomSecret(bytes = 16): string {
  return randomBytes(bytes).toString('base64url');
}

/** `bytes` random bytes. */
export function random(bytes: number): Buffer {
  return randomBytes(bytes);
}

/** Compares in constant time; unequal lengths are unequal. */
export function sameSecret(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
