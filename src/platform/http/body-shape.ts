import type { FieldFault } from './problems.js';

/** No form is nested deeper; what walks a body by recursion is safe behind this. */
const DEEPEST = 8;

interface Place {
  readonly value: object;
  readonly path: string;
  readonly depth: number;
}

/**
 * What is wrong with the shape of a body before its class is asked: nesting without end, a list as an element of a list
 * (no form has one, and class-validator checks its elements in place of it), and fields named like what every object
 * has (`toString`), which class-transformer would drop without a word. Walks without recursion.
 */
export function shapeFault(body: object): FieldFault | null {
  const waiting: Place[] = [{ value: body, path: '', depth: 1 }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { value, path, depth } = place;
    if (depth > DEEPEST) return fault(path.split('.', 1)[0] ?? '', 'wrong-type');
    for (const [key, inner] of Object.entries(value)) {
      const field = path === '' ? key : `${path}.${key}`;
      if (key in Object.prototype) return fault(field, 'unknown-field');
      if (Array.isArray(value) && Array.isArray(inner)) return fault(field, 'wrong-type');
      if (typeof inner === 'object' && inner !== null) {
        waiting.push({ value: inner as object, path: field, depth: depth + 1 });
      }
    }
  }
  return null;
}

function fault(field: string, code: 'wrong-type' | 'unknown-field'): FieldFault {
  return { field, code, message: `problems.fields.${code}` };
}
