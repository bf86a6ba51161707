import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { Vault } from '../../../platform/crypto/vault.js';
import type { Draft } from './draft.js';

/** Two numbers from one to nine. */
export interface Sum {
  readonly first: number;
  readonly second: number;
}

/**
 * The question that holds back automatic sending, asked in words. Its numbers follow from the draft and from how often
 * it was asked, under a key of the server: each can be answered once, nothing has to be kept, and no answer can be
 * taken to another draft. Not asked with `LIMITS=off`.
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
    return { first: 1 + ((bits[0] ?? 0) % 9), second: 1 + ((bits[1] ?? 0) % 9) };
  }

  /** True when `typed` answers it; spaces do not count. */
  isRight(sum: Sum, typed: string): boolean {
    return typed.normalize('NFKC').replace(/\s/gu, '') === String(sum.first + sum.second);
  }
}
