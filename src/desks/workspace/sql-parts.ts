/** Values of one statement in the order of their place holders; text from outside never stands in the statement. */
export class SqlParts {
  readonly values: unknown[] = [];
  private readonly named = new Map<string, string>();

  /** Place holder of a value. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${String(this.values.length)}`;
  }

  /** Fills `:name` of a written condition; each value is sent once however often it is named. */
  fill(condition: string, given: Readonly<Record<string, unknown>>): string {
    return condition.replace(/(?<!:):([a-z]+)\b/gu, (_, name: string) => {
      if (!(name in given)) throw new Error(`a condition names ${name}, which nobody gave`);
      const known = this.named.get(name);
      if (known !== undefined) return known;
      const made = this.value(given[name]);
      this.named.set(name, made);
      return made;
    });
  }
}
