import { Injectable } from '@nestjs/common';
import type { LinkPath } from '../../office/notifications/mail-kind.js';
import { keyedHash, sha256, Vault } from '../../platform/crypto/vault.js';
import { CaseLinks } from '../requests/case-links.js';
import type { ObjectionTarget } from './objection-row.js';

const TOKEN_BYTES = 16;

/** Where an objection is followed: on the page of its request, or on its own page where there is none. */
@Injectable()
export class ObjectionLinks {
  private readonly key: Buffer;

  constructor(
    vault: Vault,
    private readonly cases: CaseLinks,
  ) {
    this.key = vault.keyOf('objection links');
  }

  /** Token of the status link of an objection without a request. */
  token(objectionId: string): string {
    return keyedHash(this.key, `status|${objectionId}`).subarray(0, TOKEN_BYTES).toString('base64url');
  }

  /** What `objections.link_token_hash` holds. */
  hashOf(token: string): Buffer {
    return sha256(token);
  }

  /** Path of the status page for mails, letters and the QR sign. */
  pathOf({
    row,
    objection,
  }: Pick<ObjectionTarget, 'row'> & { readonly objection: { id: string } }): LinkPath {
    if (row !== null) return this.cases.statusPath(row.id, row.link_epoch);
    return `/keberatan-saya?k=${this.token(objection.id)}`;
  }

  /** Path of the page on which superior or delegate decide. */
  decidePath(objectionId: string): LinkPath {
    return `/pengawas/keberatan/${objectionId}`;
  }

  /** Path of the page on which desk and agency see it. */
  workPath(objectionId: string): LinkPath {
    return `/petugas/keberatan/${objectionId}`;
  }
}
