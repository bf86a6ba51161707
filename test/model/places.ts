import { randomUUID } from 'node:crypto';
import type { ModelCase } from './model-case.js';
import type { Move } from './move.js';
import type { Truth } from './truth.js';

/** Where a move is sent, and the version that was seen there; what does not exist has an id that nothing has. */
export function placeOf(
  move: Move,
  model: ModelCase,
  truth: Truth,
  twinVersion: number,
): { readonly path: string; readonly version: number | null } {
  const nobody = { id: randomUUID(), version: 1 };
  switch (move.at) {
    case 'twin':
      return { path: `/api/v1/cases/${model.twin?.id ?? nobody.id}/${move.act}`, version: twinVersion };
    case 'letter':
      return { path: move.act, version: null };
    case 'public objections':
      return { path: '/api/v1/objections', version: null };
    case 'paper objections':
      return { path: '/api/v1/objections/paper', version: null };
    case 'alone': {
      const found = truth.alone.at(-1) ?? nobody;
      return { path: `/api/v1/objections/${found.id}/${move.act}`, version: found.version };
    }
    case 'disputes':
      return { path: '/api/v1/disputes', version: null };
    case 'dispute': {
      const found = truth.objections.filter(({ dispute }) => dispute !== null).at(-1)?.dispute ?? nobody;
      return { path: `/api/v1/disputes/${found.id}/${move.act}`, version: found.version };
    }
    case 'objection': {
      const found = truth.objections.at(-1) ?? nobody;
      return { path: `/api/v1/objections/${found.id}/${move.act}`, version: found.version };
    }
    case 'part 0':
    case 'part 1': {
      const found = truth.parts[move.at === 'part 0' ? 0 : 1] ?? nobody;
      return { path: `/api/v1/cases/${found.id}/${move.act}`, version: found.version };
    }
    default:
      return { path: `/api/v1/cases/${model.id}/${move.act}`, version: truth.version };
  }
}
