import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { compile } from 'sass';

/**
 * Builds what the browser loads into `outDir`: styles (Sass, compressed) and the files of `assets/`, each under a
 * name that carries its hash and beside it as `.gz` and `.br`, with `manifest.json` naming them.
 */
export function buildAssets(outDir: string, root = process.cwd()): Record<string, string> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const manifest: Record<string, string> = {};
  const write = (name: string, content: Buffer): void => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
    const extension = extname(name);
    const hashed = `${name.slice(0, -extension.length)}.${hash}${extension}`;
    writeFileSync(join(outDir, hashed), content);
    writeFileSync(join(outDir, `${hashed}.gz`), gzipSync(content, { level: 9 }));
    writeFileSync(join(outDir, `${hashed}.br`), brotliCompressSync(content));
    manifest[name] = hashed;
  };
  for (const style of ['publik', 'petugas']) {
    const { css } = compile(join(root, 'styles', `${style}.scss`), { style: 'compressed' });
    write(`${style}.css`, Buffer.from(css));
  }
  for (const file of readdirSync(join(root, 'assets'))) {
    const source = readFileSync(join(root, 'assets', file));
    write(file, extname(file) === '.js' ? withoutComments(source) : source);
  }
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify(manifest, null, 1));
  return manifest;
}

/** Scripts are small and hand-written: comments on their own line and indentation go, the rest stays readable. */
function withoutComments(source: Buffer): Buffer {
  const lines = source
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim());
  let inComment = false;
  const kept = lines.filter((line) => {
    if (line.startsWith('/*')) inComment = true;
    const drop = inComment || line.startsWith('//') || line === '';
    if (line.endsWith('*/')) inComment = false;
    return !drop;
  });
  return Buffer.from(`${kept.join('\n')}\n`);
}
