import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { keyedHash, sameSecret, Vault } from '../../platform/crypto/vault.js';

const SECONDS = 15 * 60;
const MAC_BYTES = 16;
const UUID_BYTES = 16;

/** What a link opens: one file of one case. */
export interface LinkedDocument {
  readonly caseId: string;
  readonly fileId: string;
}

/**
 * Links to documents for programs: bound to case and file, good for 15 minutes, signed instead of stored. They are
 * handed out only behind the code and ask the same question as the page when they are opened.
 */
@Injectable()
export class DocumentLinks {
  private readonly key: Buffer;

  constructor(
    vault: Vault,
    private readonly config: Config,
  ) {
    this.key = vault.keyOf('document links');
  }

  /** Absolute address of a document; `at` is the moment by the database's real clock. */
  urlOf(document: LinkedDocument, at: Date): string {
    const until = Buffer.alloc(4);
    until.writeUInt32BE(Math.floor(at.getTime() / 1000) + SECONDS, 0);
    const body = Buffer.concat([bytesOf(document.caseId), bytesOf(document.fileId), until]);
    const token = Buffer.concat([body, this.mac(body)]).toString('base64url');
    return `${this.config.publicUrl}/api/v1/tracking/documents/${token}`;
  }

  /** Reads a link; null when it is old or was not made here. */
  read(token: string, at: Date): LinkedDocument | null {
    const bytes = Buffer.from(token, 'base64url');
    const body = bytes.subarray(0, UUID_BYTES * 2 + 4);
    if (bytes.length !== body.length + MAC_BYTES) return null;
    if (!sameSecret(bytes.subarray(body.length), this.mac(body))) return null;
    if (body.readUInt32BE(UUID_BYTES * 2) < at.getTime() / 1000) return null;
    return {
      caseId: uuidOf(body.subarray(0, UUID_BYTES)),
      fileId: uuidOf(body.subarray(UUID_BYTES, UUID_BYTES * 2)),
    };
  }

  private mac(body: Buffer): Buffer {
    return keyedHash(this.key, body.toString('base64url')).subarray(0, MAC_BYTES);
  }
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
