import { loadConfig } from './platform/config/config.js';
import { endInOrder } from './platform/process/shutdown.js';
import { readyLines } from './ready-lines.js';
import { type Role, serve } from './serve.js';

/** Runs the program until a signal ends it; a start that fails says why in a sentence and exits with 1. */
export async function run(role: Role): Promise<void> {
  try {
    const program = await serve(loadConfig(), role);
    endInOrder([() => program.close()]);
    console.log(readyLines(program).join('\n'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
