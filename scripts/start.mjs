/** `npm start`: builds when needed, then becomes the program itself, so that signals reach it directly. */
import { build } from './build.mjs';

try {
  await build();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
await import('../dist/main.js');
