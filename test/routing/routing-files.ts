import { readFileSync } from 'node:fs';
import { parseAgencies } from '../../src/office/agencies/agencies-file.js';
import {
  parseRoutingExamples,
  type RoutingExample,
} from '../../src/office/agencies/routing-examples-file.js';
import { parseRoutingLexicon } from '../../src/office/agencies/routing-lexicon-file.js';
import type { RoutingSources } from '../../src/office/agencies/routing-known-words.js';

const fileText = (path: string): string => readFileSync(path, 'utf8');

/** The city's own routing files. */
export function citySources(): RoutingSources {
  const agencies = parseAgencies(fileText('config/agencies.csv'));
  const known = new Set(agencies.map((agency) => agency.code));
  return {
    agencies,
    examples: parseRoutingExamples(fileText('config/routing-examples.tsv'), known),
    lexicon: parseRoutingLexicon(fileText('config/routing-lexicon.yaml')),
  };
}

/** Texts written apart from the examples and never used to tune the model. */
export function heldOutTexts(): RoutingExample[] {
  return textsOf('test/routing/held-out.tsv');
}

/** A second set, written before papers (SK, perda, tender) gave way to subjects and more English was learned. */
export function secondHeldOutTexts(): RoutingExample[] {
  return textsOf('test/routing/second-held-out.tsv');
}

function textsOf(path: string): RoutingExample[] {
  const known = new Set(parseAgencies(fileText('config/agencies.csv')).map((agency) => agency.code));
  return parseRoutingExamples(fileText(path), known);
}
