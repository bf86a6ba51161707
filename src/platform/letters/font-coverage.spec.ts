import { readFileSync } from 'node:fs';
import { projectFile } from '../config/project-files.js';
import { readCoverage, sharedCoverage } from './font-coverage.js';

const font = (style: string) =>
  readFileSync(projectFile('node_modules', 'source-sans', 'TTF', `SourceSans3-${style}.ttf`));

describe('coverage of the letter fonts', () => {
  const coverage = sharedCoverage(['Regular', 'Semibold', 'Bold'].map(font));

  it.each([...'AzéŠÑßЖΩ0 –·×☑☐□'])('has %s', (sign) => {
    expect(coverage.has(sign.codePointAt(0) ?? 0)).toBe(true);
  });

  it.each(['😀', '漢', 'ก', 'ع', '\u0000', '\ue001'])('lacks %j', (sign) => {
    expect(coverage.has(sign.codePointAt(0) ?? 0)).toBe(false);
  });

  it('refuses a file without a character map', () => {
    expect(() => readCoverage(Buffer.alloc(64))).toThrow('no cmap');
  });
});
