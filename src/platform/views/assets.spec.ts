import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildAssets } from './build-assets.js';

describe('the files of the browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assets-'));
  const manifest = buildAssets(folder);
  const weight = (name: string): number => gzipSync(readFileSync(join(folder, manifest[name] ?? ''))).length;

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['publik.css', 18_000],
    ['petugas.css', 10_000],
    ['app.js', 12_000],
    ['lambang.svg', 4_000],
  ])('keep their weight: %s', (name, most) => {
    expect(weight(name)).toBeLessThan(most);
  });

  it('carry their hash and lie beside a compressed copy', () => {
    const name = manifest['publik.css'] ?? '';
    expect(name).toMatch(/^publik\.[0-9a-f]{10}\.css$/);
    expect(readFileSync(join(folder, `${name}.gz`)).length).toBeGreaterThan(0);
  });

  it('ask for nothing from outside', () => {
    expect(readFileSync(join(folder, manifest['publik.css'] ?? ''), 'utf8')).not.toMatch(
      /url\(|@import|https?:/,
    );
  });
});
