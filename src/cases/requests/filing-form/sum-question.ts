import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { sha256, Vault } from '../../../platform/crypto/vault.js';
import type { Draft } from './draft.js';

/** Two numbers from one to nine, and the text that a browser may work on instead. */
export interface Sum {
  readonly first: number;
  readonly second: number;
  readonly work: string;
}

/** Zero bits that SHA-256 of `<work>:<n>` must begin with: 65,000 tries on average, under a second on a phone. */
export const WORK_BITS = 16;

/**
 * The question that holds back automatic sending: a sum asked in words, or, where script runs, a small work that the
 * browser does by itself. Both follow from the draft and from how often it was asked, under a key of the server: each
 * can be answered once, nothing has to be kept, and no answer can be taken to another draft. Not asked with
 * `LIMITS=off`.
 */
@Injectable()
export class SumQuestion {
  constructor(
    private readonly vault: Vault,
    private readonly config: Config,
  ) {}

  /** The question of this draft now, or null when none is asked. */
  of(draft: Draft): Sum | null {
    if (!this.config.limits || draft.proved) return null;
    const bits = this.vault.index('sum question', `${draft.key}|${String(draft.asked)}`);
    return {
      first: 1 + ((bits[0] ?? 0) % 9),
      second: 1 + ((bits[1] ?? 0) % 9),
      work: bits.subarray(2, 17).toString('base64url'),
    };
  }

  /** True when the typed sum or the found work is right; spaces do not count. */
  isRight(sum: Sum, typed: string, found: string): boolean {
    if (/^\d{1,12}$/u.test(found) && isWorked(`${sum.work}:${found}`)) return true;
    return typed.normalize('NFKC').replace(/\s/gu, '') === String(sum.first + sum.second);
  }
}

function isWorked(text: string): boolean {
  return sha256(text).readUInt32BE(0) >>> (32 - WORK_BITS) === 0;
}
