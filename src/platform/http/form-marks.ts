import { Injectable } from '@nestjs/common';
import { sameSecret, Vault } from '../crypto/vault.js';

const TAG_BYTES = 12;

/**
 * Lets the value that a form carries against forgery also say what the form was shown for: a case, or an account. It
 * stays readable when the session of the form is long gone, and nobody but this program can make one.
 */
@Injectable()
export class FormMarks {
  constructor(private readonly vault: Vault) {}

  /** The value for `_csrf` of a form that was shown for `matter`, a text without dots. */
  marked(value: string, matter: string): string {
    return `${value}.${matter}.${this.tag(matter)}`;
  }

  /** What a form was shown for; null for a value without a mark of ours. */
  matterOf(token: string): string | null {
    const [, matter = '', tag = '', ...more] = token.split('.');
    if (matter === '' || more.length > 0) return null;
    return sameSecret(Buffer.from(tag), Buffer.from(this.tag(matter))) ? matter : null;
  }

  /** A name for an account that says nothing of it. */
  nameless(account: string): string {
    return this.vault.index('form account', account).subarray(0, TAG_BYTES).toString('base64url');
  }

  private tag(matter: string): string {
    return this.vault.index('form mark', matter).subarray(0, TAG_BYTES).toString('base64url');
  }
}
