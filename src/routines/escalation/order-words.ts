import type { OrderedBy } from '../../cases/requests/case-row.js';
import type { Texts } from '../../platform/views/texts.js';

/** An order or an agreement by its name, inside a sentence: `perintah`, `hasil musyawarah` (decision 0089). */
export function orderWords(texts: Texts, by: OrderedBy | null): string {
  return texts.t(`escalation.orders.${by ?? 'superior'}`);
}
