/** Walks a parsed YAML document and names the path of what is missing, wrong or unknown. */
export class YamlReader {
  private readonly seen = new Set<string>();

  private constructor(
    private readonly file: string,
    private readonly path: string,
    private readonly node: Readonly<Record<string, unknown>>,
  ) {}

  static open(file: string, document: unknown): YamlReader {
    return new YamlReader(file, '', mapping(document, file, 'document'));
  }

  text(key: string): string {
    const value = this.take(key);
    if (typeof value !== 'string' || value.trim() === '') throw this.fault(key, 'must be a text');
    return value;
  }

  word<const T extends string>(key: string, words: readonly T[]): T {
    const value = this.take(key);
    const found = words.find((word) => word === value);
    if (found === undefined) throw this.fault(key, `must be one of ${words.join(', ')}`);
    return found;
  }

  number(key: string, range: { readonly min: number; readonly max: number }): number {
    const value = this.take(key);
    if (typeof value !== 'number' || !(value >= range.min && value <= range.max)) {
      throw this.fault(key, `must be a number from ${range.min} to ${range.max}`);
    }
    return value;
  }

  wholeNumber(key: string, range: { readonly min: number; readonly max: number }): number {
    const value = this.number(key, range);
    if (!Number.isInteger(value)) throw this.fault(key, 'must be a whole number');
    return value;
  }

  /** Reads a part with its own reader and refuses keys that nobody asked for. */
  part<T>(key: string, read: (reader: YamlReader) => T): T {
    const path = this.path === '' ? key : `${this.path}.${key}`;
    return new YamlReader(this.file, path, mapping(this.take(key), this.file, path)).whole(read);
  }

  /** Runs the reading and refuses unknown keys: a misspelt setting must not fall back in silence. */
  whole<T>(read: (reader: YamlReader) => T): T {
    const value = read(this);
    const unknown = Object.keys(this.node).find((key) => !this.seen.has(key));
    if (unknown !== undefined) throw this.fault(unknown, 'is not a setting of this program');
    return value;
  }

  private take(key: string): unknown {
    this.seen.add(key);
    if (!Object.hasOwn(this.node, key)) throw this.fault(key, 'is missing');
    return this.node[key];
  }

  private fault(key: string, reason: string): Error {
    return new Error(`${this.file}: ${this.path === '' ? '' : `${this.path}.`}${key} ${reason}`);
  }
}

function mapping(value: unknown, file: string, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${file}: ${path} must be a mapping`);
  }
  return Object.fromEntries(Object.entries(value));
}
