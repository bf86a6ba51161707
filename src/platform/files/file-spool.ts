import { createCipheriv, createDecipheriv, randomBytes, type CipherGCM } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { crashPoint } from '../process/crash-point.js';
import { storageFault } from './storage-full.js';

const TAG_BYTES = 16;

/**
 * Bytes of an upload on their way in: written to disk as they come, so that slow senders cost no memory, and sealed
 * under a key that only this process knows, so that a crash leaves nothing readable.
 */
export class FileSpool {
  private readonly key = randomBytes(32);
  private readonly iv = randomBytes(12);
  private readonly cipher: CipherGCM = createCipheriv('aes-256-gcm', this.key, this.iv);
  private size = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** @internal Opened by the file store, which knows the folder. */
  static async open(path: string): Promise<FileSpool> {
    try {
      return new FileSpool(path, await open(path, 'wx+', 0o600));
    } catch (error) {
      throw storageFault(error);
    }
  }

  /** Bytes taken so far. */
  get bytes(): number {
    return this.size;
  }

  /** Takes the next piece. Throws 503 when the disk is full. */
  async write(piece: Buffer): Promise<void> {
    try {
      // Whole: a disk that has room for half a piece takes that half without an error.
      await this.file.writeFile(this.cipher.update(piece));
    } catch (error) {
      throw storageFault(error);
    }
    this.size += piece.length;
    crashPoint('file');
  }

  /** The whole content. The spool takes nothing more afterwards. */
  async content(): Promise<Buffer> {
    this.cipher.final();
    const sealed = Buffer.alloc(this.size);
    await this.file.read(sealed, 0, this.size, 0);
    const decipher = createDecipheriv('aes-256-gcm', this.key, this.iv, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(this.cipher.getAuthTag());
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  }

  /** Closes and removes it; safe to call twice. */
  async discard(): Promise<void> {
    await this.file.close().catch(() => undefined);
    await rm(this.path, { force: true });
  }
}
