/**
 * `npm run served`: the served mode on this machine without Docker, from the same modules as the fault suite. They are
 * TypeScript, so they are translated beside one another into .cache/ first. PORT (default 8080) is the proxy's; Ctrl-C ends
 * everything.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { build } from './build.mjs';
import { ROOT } from './one-at-a-time.mjs';

const TRANSLATED = join(ROOT, '.cache', 'served');
const FOLDERS = ['faults', 'faults/kit', 'support'];

function translate() {
  rmSync(TRANSLATED, { recursive: true, force: true });
  for (const folder of FOLDERS) {
    const [from, to] = [join(ROOT, 'test', folder), join(TRANSLATED, folder)];
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) {
      if (name.endsWith('.mjs')) cpSync(join(from, name), join(to, name));
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts') || name.endsWith('.d.ts')) continue;
      const { outputText } = ts.transpileModule(readFileSync(join(from, name), 'utf8'), {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
      });
      // Here the project's root is one folder further up, and its source is built.
      const code = outputText.replaceAll(/'((?:\.\.\/)+)src\//gu, "'../$1dist/");
      writeFileSync(join(to, name.replace(/\.ts$/u, '.js')), code);
    }
  }
}

try {
  await build();
  translate();
  const { startServed } = await import(pathToFileURL(join(TRANSLATED, 'faults', 'served.js')).href);
  const starting = startServed(ROOT, Number(process.env.PORT ?? 8080));
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      starting
        .then(({ stop }) => stop())
        .then(
          () => process.exit(0),
          () => process.exit(1),
        );
    });
  }
  const served = await starting;
  console.log(served.lines.join('\n'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
