import { createHash, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { FiledRequest } from '../../support/answers.js';
import { requestBody, type RequestBody } from '../../support/request-bodies.js';
import { sampleFiles } from '../../support/sample-files.js';
import type { Random } from './random.js';

/** A broken line, or no answer in this time: the client knows nothing. Longer than any promise of an answer. */
const PATIENCE_MILLISECONDS = 12_000;
/** After a try without a receipt a client waits before it goes on: else a dead process would soon have seen all of them. */
const BREATH_MILLISECONDS = 1_000;

/**
 * What came of one try. `away`: nobody listened. `unknown`: the line broke before an answer. `later`: 503 with a time to
 * come back. `refused`: any other answer.
 */
export type Outcome = 'ok' | 'away' | 'unknown' | 'later' | 'refused';

/** One filing as its client saw it: the key, each try, and the receipt once there was one. */
export interface Filing {
  readonly key: string;
  readonly body: RequestBody & { readonly fileIds?: readonly string[] };
  /** SHA-256 of each file's content that went with it. */
  readonly contents: readonly string[];
  readonly tries: { readonly outcome: Outcome; readonly status: number; readonly milliseconds: number }[];
  receipts: FiledRequest[];
}

interface Reply {
  /** 0: no answer came. -1: there was no line at all. */
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

const NO_ANSWER: Reply = { status: 0, text: '', retryAfter: undefined };

export interface LoadOptions {
  /** How many of a hundred filings carry a file. */
  readonly withFiles?: number;
  /** One connection for many requests, as browsers have it. */
  readonly keepAlive?: boolean;
  /** How many of a hundred filings are sent twice at the same time, as by an impatient client. */
  readonly twice?: number;
}

/** Clients that file with idempotency keys at any of some web processes, and keep a log of what they were told. */
export class FilingLoad {
  readonly filings: Filing[] = [];
  private readonly agent: http.Agent;

  constructor(
    private readonly urls: () => readonly string[],
    private readonly random: Random,
    private readonly options: LoadOptions = {},
  ) {
    this.agent = new http.Agent({ keepAlive: options.keepAlive ?? true });
  }

  /**
   * Files `count` requests by `clients` at once, and more at an easy pace until it `isOver`; each is tried once, or twice at
   * once. `after` is told how many were tried so far.
   */
  async run(
    count: number,
    clients: number,
    after: (tried: number) => void = () => undefined,
    isOver: () => boolean = () => true,
  ): Promise<void> {
    let begun = 0;
    let tried = 0;
    const client = async (): Promise<void> => {
      while (begun < count || !isOver()) {
        if (begun >= count) await pause(BREATH_MILLISECONDS);
        begun += 1;
        const filing = await this.prepare();
        this.filings.push(filing);
        const isTwice = this.random.chance((this.options.twice ?? 0) / 100);
        await Promise.all([this.attempt(filing), isTwice ? this.attempt(filing) : undefined]);
        tried += 1;
        after(tried);
        if (filing.receipts.length === 0) await pause(BREATH_MILLISECONDS);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
  }

  /** Tries every filing without a receipt again with its key, as its client would, until each has one. */
  async settle(rounds = 40): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      const open = this.filings.filter(({ receipts }) => receipts.length === 0);
      if (open.length === 0) return;
      for (let at = 0; at < open.length; at += 16)
        await Promise.all(open.slice(at, at + 16).map((filing) => this.attempt(filing)));
      if (open.some(({ receipts }) => receipts.length === 0)) await pause(500);
    }
  }

  /** Tries a filing once more with the same key; an `ok` adds its receipt. */
  async attempt(filing: Filing): Promise<void> {
    const since = performance.now();
    const reply = await this.post('/api/v1/requests', JSON.stringify(filing.body), {
      'content-type': 'application/json',
      'idempotency-key': filing.key,
    });
    const outcome = outcomeOf(reply);
    filing.tries.push({ outcome, status: reply.status, milliseconds: performance.now() - since });
    if (outcome === 'ok') filing.receipts.push(JSON.parse(reply.text) as FiledRequest);
  }

  stop(): void {
    this.agent.destroy();
  }

  private async prepare(): Promise<Filing> {
    const filing: Filing = { key: randomUUID(), body: requestBody(), contents: [], tries: [], receipts: [] };
    if (!this.random.chance((this.options.withFiles ?? 0) / 100)) return filing;
    const content = sampleFiles.pdf(filing.key);
    const fileId = await this.upload(content);
    // A client whose upload came to nothing files without it.
    if (fileId === null) return filing;
    return { ...filing, body: { ...filing.body, fileIds: [fileId] }, contents: [sha256(content)] };
  }

  private async upload(content: Buffer): Promise<string | null> {
    const boundary = `batas-${randomUUID()}`;
    const body = Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="surat.pdf"\r\n`),
      Buffer.from('content-type: application/pdf\r\n\r\n'),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const reply = await this.post('/api/v1/files', body, {
      'content-type': `multipart/form-data; boundary=${boundary}`,
    });
    return reply.status === 201 ? (JSON.parse(reply.text) as { fileId: string }).fileId : null;
  }

  private post(
    path: string,
    body: string | Buffer,
    headers: Readonly<Record<string, string>>,
  ): Promise<Reply> {
    const url = new URL(path, this.random.pick(this.urls()));
    return new Promise((resolve) => {
      const request = http.request(
        url,
        {
          agent: this.agent,
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('close', () => {
            const text = Buffer.concat(pieces).toString();
            const { statusCode: status = 0, headers, complete } = response;
            resolve(complete ? { status, text, retryAfter: headers['retry-after'] } : NO_ANSWER);
          });
        },
      );
      request.setTimeout(PATIENCE_MILLISECONDS, () => request.destroy());
      request.on('error', (error: NodeJS.ErrnoException) =>
        resolve(error.code === 'ECONNREFUSED' ? { ...NO_ANSWER, status: -1 } : NO_ANSWER),
      );
      request.end(body);
    });
  }
}

function outcomeOf(reply: Reply): Outcome {
  if (reply.status === 201) return 'ok';
  if (reply.status <= 0) return reply.status === 0 ? 'unknown' : 'away';
  return reply.status === 503 && reply.retryAfter !== undefined ? 'later' : 'refused';
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
