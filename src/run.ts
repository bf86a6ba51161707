import { loadConfig } from './platform/config/config.js';
import { keepHeapSmall } from './platform/process/heap.js';
import { endInOrder } from './platform/process/shutdown.js';
import { readyLines } from './ready-lines.js';
import type { Role } from './serve.js';

/** Runs the program until a signal ends it; a start that fails says why in a sentence and exits with 1. */
export async function run(role: Role): Promise<void> {
  keepHeapSmall();
  try {
    // First, and before the program is even loaded: a faulty setting is told at once.
    const config = loadConfig();
    const { serve } = await import('./serve.js');
    const starting = serve(config, role);
    // Also a signal during the start ends in order: the database has a life of its own by then.
    endInOrder([async () => (await starting).close()], config.embedded ? 'embedded' : 'served');
    const program = await starting;
    console.log(readyLines(program).join('\n'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
