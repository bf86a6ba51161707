/**
 * Shapes: what a letter needs, said once. The type of the data is derived from the shape, so that a missing or
 * extra field is a compile-time error for callers, and the same shape refuses it at run time before Typst sees it.
 */
export interface Shape<T> {
  /** Adds a line to `faults` for each place that does not fit; values are never quoted (they are personal). */
  readonly check: (value: unknown, path: string, faults: string[]) => void;
  /** True for a field that letters lack which were frozen before it came. */
  readonly mayLack?: true;
  /** Only carries the type; never set. */
  readonly type?: T;
}

export type Shaped<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type ShapedFields<F extends Fields> = { readonly [K in keyof F]: Shaped<F[K]> };

/** A text that must hold at least one sign that can be seen. */
export const text: Shape<string> = {
  check: (value, path, faults) => {
    if (typeof value !== 'string') faults.push(`${path} must be a text`);
    else if (value.trim() === '') faults.push(`${path} is empty`);
  },
};

/** A whole number of 0 or more. */
export const count: Shape<number> = {
  check: (value, path, faults) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      faults.push(`${path} must be a whole number of 0 or more`);
    }
  },
};

export const flag: Shape<boolean> = {
  check: (value, path, faults) => {
    if (typeof value !== 'boolean') faults.push(`${path} must be true or false`);
  },
};

/** One of the named words. */
export function oneOf<const W extends readonly string[]>(...words: W): Shape<W[number]> {
  return {
    check: (value, path, faults) => {
      if (!words.some((word) => word === value)) faults.push(`${path} must be one of ${words.join(', ')}`);
    },
  };
}

/** The value, or `null` where the letter has nothing to say; leaving the field out is a fault. */
export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return {
    check: (value, path, faults) => {
      if (value !== null) shape.check(value, path, faults);
    },
  };
}

/** A field that came later: whoever makes a letter gives it, and one that was frozen before goes without. */
export function later<T>(shape: Shape<T>): Shape<T | null> {
  return { ...orNull(shape), mayLack: true };
}

export function listOf<T>(shape: Shape<T>, least = 0): Shape<readonly T[]> {
  return {
    check: (value, path, faults) => {
      if (!Array.isArray(value)) return void faults.push(`${path} must be a list`);
      if (value.length < least) faults.push(`${path} needs ${least} or more entries`);
      value.forEach((entry, i) => shape.check(entry, `${path}[${i}]`, faults));
    },
  };
}

/** Exactly these fields: a missing one and one more are both faults. */
export function record<const F extends Fields>(fields: F): Shape<ShapedFields<F>> & { readonly fields: F } {
  return {
    fields,
    check: (value, path, faults) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return void faults.push(`${path} must hold ${Object.keys(fields).join(', ')}`);
      }
      const given: Readonly<Record<string, unknown>> = { ...value };
      for (const [name, shape] of Object.entries(fields)) {
        if (given[name] === undefined) {
          if (shape.mayLack !== true) faults.push(`${path}.${name} is missing`);
        } else shape.check(given[name], `${path}.${name}`, faults);
      }
      for (const name of Object.keys(given)) {
        if (!(name in fields)) faults.push(`${path}.${name} is not known`);
      }
    },
  };
}

/** A shape whose parts must also agree with each other; `agree` is asked only of a value that fits. */
export function alsoHolds<T>(shape: Shape<T>, says: string, agree: (value: T) => boolean): Shape<T> {
  return {
    check: (value, path, faults) => {
      const own = faultsOf(shape, value, path);
      faults.push(...own);
      if (own.length === 0 && !agree(value as T)) faults.push(`${path}: ${says}`);
    },
  };
}

/** All faults of a value, empty when it fits. */
export function faultsOf(shape: Shape<unknown>, value: unknown, path: string): string[] {
  const faults: string[] = [];
  shape.check(value, path, faults);
  return faults;
}
