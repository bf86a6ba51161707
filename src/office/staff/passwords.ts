import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { random } from '../../platform/crypto/vault.js';
import { unavailable } from '../../platform/http/problems.js';

/** Argon2id, 19 MiB, two passes, one lane (OWASP's first choice): 10 ms alone on a quiet machine of 2026. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Two hashes at a time keep a flood of sign-ins away from the rest of the site; who waits behind 40 others is told so. */
const AT_ONCE = 2;
const WAITING = 40;

/** In signs after normalisation. Length beats composition (NIST 800-63B, ASVS 5.0); no expiry. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** Hashes and compares passwords; never says which of two it was that did not fit. */
@Injectable()
export class Passwords {
  private readonly decoy: Promise<string>;
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor() {
    this.decoy = hash(random(32), COST);
  }

  /** The form that is stored. */
  async hash(password: string): Promise<string> {
    return this.gated(() => hash(password.normalize('NFKC'), COST));
  }

  /** Whether the password fits. Without a stored hash the same work is done on another, and the answer is no. */
  async fits(password: string, stored: string | null): Promise<boolean> {
    const against = stored ?? (await this.decoy);
    const fits = await this.gated(() => verify(against, password.normalize('NFKC')));
    return fits && stored !== null;
  }

  private async gated<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.queue.length >= WAITING) throw unavailable();
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody slips in between.
      const next = this.queue.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

const SIGNS = 'abcdefghjkmnpqrstvwxyz23456789';

/** A random password to be read out or typed from paper once: 4 groups of 4 signs, 78 bits. */
export function oneTimePassword(): string {
  const signs: string[] = [];
  while (signs.length < 16) {
    for (const byte of random(32)) {
      // 240 is the last multiple of 30 in a byte: no sign is likelier than another.
      if (byte < 240 && signs.length < 16) signs.push(SIGNS.charAt(byte % SIGNS.length));
    }
  }
  return [0, 4, 8, 12].map((at) => signs.slice(at, at + 4).join('')).join('-');
}

export type PasswordFault = 'too-short' | 'too-long' | 'too-simple';

/** What is wrong with a new password; null = nothing. `about` holds what a stranger would try first: e-mail, name. */
export function passwordFault(password: string, about: readonly string[]): PasswordFault | null {
  const plain = password.normalize('NFKC');
  const length = [...plain].length;
  if (length < SHORTEST_PASSWORD) return 'too-short';
  if (length > LONGEST_PASSWORD) return 'too-long';
  const lower = plain.toLowerCase();
  const easy = [...about.flatMap((text) => text.toLowerCase().split(/[^a-z0-9]+/u)), ...COMMON];
  let rest = lower;
  for (const word of easy) if (word.length >= 4) rest = rest.replaceAll(word, '');
  return new Set(rest).size < 5 || isRun(rest) ? 'too-simple' : null;
}

// Words that carry no surprise in an Indonesian office; what remains of the password must still be varied.
const COMMON = [
  'password', 'rahasia', 'katasandi', 'sandi', 'admin', 'petugas', 'ppid', 'ambon', 'maluku', 'indonesia', 'merdeka',
  'qwerty', 'qwertyuiop', 'asdfgh', 'zxcvbn', 'tenggat', 'selamat', 'sayang', 'bismillah', 'welcome',
]; // prettier-ignore

function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((sign, at) => sign.charCodeAt(0) - text.charCodeAt(at));
  // 9 and 0 are neighbours: 890123.
  return steps.every((step) => (step - (steps[0] ?? 0)) % 10 === 0);
}
