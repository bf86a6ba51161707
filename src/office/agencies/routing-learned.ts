import type { AgencyRow } from './agencies-file.js';
import { countKnownWords, type RoutingSources } from './routing-known-words.js';
import type { RoutingLexicon } from './routing-lexicon-file.js';
import { createReader } from './routing-reading.js';
import { trainRouting, type TrainedRouting } from './routing-training.js';

/** All that the model needs of the city's files; plain data, so that it can be kept from one start to the next. */
export interface LearnedRouting {
  readonly agencies: readonly AgencyRow[];
  readonly lexicon: RoutingLexicon;
  readonly known: ReadonlyMap<string, number>;
  readonly trained: TrainedRouting;
}

/** Learns from the city's files; pure, about a second of one core. Same files, same result. */
export function learnRouting(sources: RoutingSources): LearnedRouting {
  const { agencies, lexicon, examples } = sources;
  const known = countKnownWords(sources);
  const trained = trainRouting(agencies, examples, createReader({ agencies, lexicon, known }));
  return { agencies, lexicon, known, trained };
}
