import { createHash, randomUUID } from 'node:crypto';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleFiles } from '../../support/sample-files.js';
import type { Outside } from './outside.js';
import type { Random } from './random.js';

const PATIENCE_MILLISECONDS = 12_000;
/** Several pieces of a body, so that a file is on its way for a while. */
const MOST_BYTES = 400_000;

/** An upload that its client was told is kept. */
interface Kept {
  readonly fileId: string;
  readonly sha256: string;
}

/** Clients that upload files to any of some web processes, some of which go away in the middle. */
export class UploadLoad {
  readonly kept: Kept[] = [];
  tried = 0;

  constructor(
    private readonly urls: () => readonly string[],
    private readonly random: Random,
    /** How many of a hundred clients go away before their file is through. */
    private readonly leaving = 10,
  ) {}

  /** Uploads `count` files by `clients` at once, each tried once. */
  async run(count: number, clients: number): Promise<void> {
    const end = this.tried + count;
    let begun = this.tried;
    const client = async (): Promise<void> => {
      while (begun < end) {
        begun += 1;
        const isDone = await this.upload();
        this.tried += 1;
        // Else a dead process would soon have seen all of them.
        if (!isDone) await pause(200);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
  }

  /** True when the client has its answer, or wanted none. */
  private async upload(): Promise<boolean> {
    const content = sampleFiles.pdf(`${randomUUID()} ${'x'.repeat(this.random.between(0, MOST_BYTES))}`);
    const boundary = `batas-${randomUUID()}`;
    const body = Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="surat.pdf"\r\n`),
      Buffer.from('content-type: application/pdf\r\n\r\n'),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const leavesAt = this.random.chance(this.leaving / 100) ? this.random.between(0, body.length) : null;
    const answer = await this.post(body, boundary, leavesAt);
    if (answer !== null)
      this.kept.push({ fileId: answer, sha256: createHash('sha256').update(content).digest('hex') });
    return answer !== null || leavesAt !== null;
  }

  /** The id of the kept file; null when the line broke or the answer was another. */
  private post(body: Buffer, boundary: string, leavesAt: number | null): Promise<string | null> {
    const url = new URL('/api/v1/files', this.random.pick(this.urls()));
    const headers = {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': body.length,
    };
    return new Promise((resolve) => {
      const request = http.request(url, { method: 'POST', headers, agent: false }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('close', () => {
          const isKept = response.complete && response.statusCode === 201;
          resolve(
            isKept ? (JSON.parse(Buffer.concat(pieces).toString()) as { fileId: string }).fileId : null,
          );
        });
      });
      request.setTimeout(PATIENCE_MILLISECONDS, () => request.destroy());
      request.on('error', () => resolve(null));
      if (leavesAt === null) request.end(body);
      else {
        request.write(body.subarray(0, leavesAt));
        setTimeout(() => request.destroy(), 20);
      }
    });
  }
}

/** Every upload that was promised has its row, with the content that was sent. */
export async function lostUploads(outside: Outside, { kept }: UploadLoad): Promise<string[]> {
  const rows = await outside.views<{ file_id: string; content_sha256: string }>(
    'SELECT file_id, content_sha256 FROM files',
  );
  const known = new Map(rows.map((row) => [row.file_id, row.content_sha256]));
  return kept
    .filter(({ fileId, sha256 }) => known.get(fileId) !== sha256)
    .map(({ fileId }) => `file ${fileId} was promised and is ${known.has(fileId) ? 'another' : 'lost'}`);
}
