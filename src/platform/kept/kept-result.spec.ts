import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptResult } from './kept-result.js';

describe('kept result', () => {
  let folder = '';
  let made = 0;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tenggat-kept-'));
    made = 0;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const work = (
    inputs: readonly string[],
    where: string | null = folder,
  ): ReadonlyMap<string, Float32Array> =>
    keptResult({
      name: 'weights',
      inputs,
      folder: where,
      make: () => {
        made += 1;
        return new Map([[inputs.join('+'), Float32Array.from([0.25, made])]]);
      },
    });
  const only = (): string => join(folder, readdirSync(folder)[0] ?? '');

  it('is worked out once for the same inputs, and comes back as it was', () => {
    const first = work(['a', 'b']);
    expect(work(['a', 'b'])).toEqual(first);
    expect(made).toBe(1);
  });

  it('is worked out again for other inputs, also where they only part otherwise', () => {
    work(['a', 'b']);
    expect([...work(['a', 'c']).keys()]).toEqual(['a+c']);
    work(['ab']);
    work(['ab', '']);
    expect(made).toBe(4);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, -3)],
    ['empty', () => Buffer.alloc(0)],
    [
      'with one bit turned',
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte))),
    ],
  ])('is worked out again when its file is %s', (_, spoil) => {
    const first = work(['a']);
    writeFileSync(only(), spoil(readFileSync(only())));
    expect([...work(['a']).keys()]).toEqual([...first.keys()]);
    expect(made).toBe(2);
    work(['a']);
    expect(made).toBe(2);
  });

  it('keeps nothing without a folder, nor where the folder cannot be made', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    for (const where of [null, join(file, 'kept')]) {
      made = 0;
      work(['a'], where);
      work(['a'], where);
      expect(made).toBe(2);
    }
  });

  it('throws what the work throws and keeps nothing of it', () => {
    const faulty = (): string =>
      keptResult({
        name: 'faulty',
        inputs: [],
        folder,
        make: () => {
          throw new Error('line 3');
        },
      });
    expect(faulty).toThrow('line 3');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('forgets the oldest of a name and leaves other names alone', () => {
    keptResult({ name: 'other', inputs: [], folder, make: () => 1 });
    for (const input of ['a', 'b', 'c', 'd', 'e', 'f']) work([input]);
    const names = readdirSync(folder).map((file) => file.split('-')[0]);
    expect(names.filter((name) => name === 'weights')).toHaveLength(4);
    expect(names.filter((name) => name === 'other')).toHaveLength(1);
  });
});
