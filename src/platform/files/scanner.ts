import { Injectable } from '@nestjs/common';
import { createConnection } from 'node:net';
import { Config } from '../config/config.js';
import { unavailable } from '../http/problems.js';

/** clamd has so long to answer; then no file is taken. */
export const SCANNER_LIMITS = { answerMilliseconds: 30_000 } as const;
const CLAMD_PORT = 3310;
const PIECE_BYTES = 64 * 1024;

export type Scanned = 'clean' | 'infected' | 'not-scanned';

/** The virus scanner (clamd), when the city runs one. Once set it must answer: without its word no file is taken. */
@Injectable()
export class Scanner {
  constructor(private readonly config: Config) {}

  /** Throws 503 when a scanner is set and does not answer. */
  async scan(content: Buffer): Promise<Scanned> {
    const { antivirusUrl } = this.config;
    if (antivirusUrl === null) return 'not-scanned';
    const { hostname, port } = new URL(antivirusUrl);
    const reply = await ask(hostname, port === '' ? CLAMD_PORT : Number(port), content).catch(() => '');
    if (/\bOK$/u.test(reply)) return 'clean';
    if (/\bFOUND$/u.test(reply)) return 'infected';
    throw unavailable(30);
  }
}

/** clamd's INSTREAM: pieces with their length before them, a zero length at the end, one line back. */
function ask(host: string, port: number, content: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port });
    let reply = '';
    socket.setTimeout(SCANNER_LIMITS.answerMilliseconds, () =>
      socket.destroy(new Error('the scanner is silent')),
    );
    socket.on('error', reject);
    socket.on('data', (piece) => (reply += piece.toString('utf8')));
    socket.on('close', () => {
      resolve(reply.replace(/\0/gu, '').trim());
    });
    socket.on('connect', () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < content.length; at += PIECE_BYTES) {
        const piece = content.subarray(at, at + PIECE_BYTES);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(piece.length);
        socket.write(length);
        socket.write(piece);
      }
      socket.write(Buffer.alloc(4));
    });
  });
}
