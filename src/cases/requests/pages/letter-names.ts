import type { Texts } from '../../../platform/views/texts.js';

/** The name of a kind of letter; a kind that a later room adds without words is still a letter. */
export function letterName(texts: Texts, kind: string): string {
  const key = `acts.surat.kinds.${kind}`;
  return texts.t(texts.has(key) ? key : 'acts.surat.kinds.other');
}
