#!/usr/bin/env node
/** The operator's tool: installs and builds what is missing, then runs the command. */
import { ensureDependencies } from '../scripts/ensure-deps.mjs';

try {
  await ensureDependencies();
  const { build } = await import('../scripts/build.mjs');
  await build();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
await import('../dist/cli.js');
