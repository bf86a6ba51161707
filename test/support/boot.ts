import 'reflect-metadata';
import type { LoggerService } from '@nestjs/common';
import { loadConfig } from '../../src/platform/config/config.js';
import { serve } from '../../src/serve.js';

/** The program as it runs inside the process of a spec. */
export interface BootedProgram {
  readonly url: string;
  close(): Promise<void>;
}

/** Where the program's log goes while a spec runs: nothing is printed, everything can be looked at. */
export interface SpecLog {
  readonly lines: string[];
}

/** Puts the whole program together with these settings, exactly as its start does, and listens. */
export async function boot(
  env: Readonly<Record<string, string>>,
  log: SpecLog,
  role: 'web' | 'all' = 'all',
): Promise<BootedProgram> {
  const program = await serve(loadConfig(env), role, recordInto(log));
  if (program.url === null) throw new Error('the program runs without its web part');
  return { url: program.url, close: () => program.close() };
}

function recordInto(log: SpecLog): LoggerService {
  const record =
    (level: string) =>
    (message: unknown, ...more: unknown[]): void => {
      const text = message instanceof Error ? (message.stack ?? message.message) : JSON.stringify(message);
      log.lines.push([level, text, ...more.map((part) => JSON.stringify(part))].join(' '));
    };
  return {
    log: record('log'),
    warn: record('warn'),
    error: record('error'),
    fatal: record('fatal'),
    debug: record('debug'),
    verbose: record('verbose'),
  };
}
