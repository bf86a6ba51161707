import type { LoggerService } from '@nestjs/common';
import { pino, type Logger as Pino } from 'pino';
import { redact } from './log-line.js';

/** What the framework tells of its own start: a hundred lines that nobody reads. */
const CHATTER = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** A log line a line of JSON on standard error, so that standard output stays for the ready line and commands. */
export class JsonLog implements LoggerService {
  private readonly pino: Pino;

  constructor(level: 'info' | 'silent' = 'info') {
    this.pino = pino(
      { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      pino.destination({ dest: 2, sync: true }),
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    const from = source(rest);
    if (!CHATTER.has(from)) this.pino.info({ from }, text(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.pino.warn({ from: source(rest) }, text(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? { stack: redact(rest[0]) } : {};
    this.pino.error({ from: source(rest), ...stack }, text(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.pino.fatal({ from: source(rest) }, text(message));
  }

  /** One answered request: method, path without secrets, status, milliseconds. Never body, query or headers. */
  request(line: {
    readonly id: string;
    readonly method: string;
    readonly path: string;
    readonly status: number;
    readonly ms: number;
  }): void {
    this.pino.info({ from: 'http', ...line }, 'answered');
  }
}

/** Nest hands the context over as the last argument. */
function source(rest: readonly unknown[]): string {
  const last = rest.at(-1);
  return typeof last === 'string' && last.length <= 60 ? last : 'app';
}

function text(message: unknown): string {
  if (typeof message === 'string') return redact(message);
  if (message instanceof Error) return redact(message.stack ?? message.message);
  return 'a message that is no text';
}
