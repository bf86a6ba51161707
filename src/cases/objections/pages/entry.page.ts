import { eventsFrom } from '../../../law/next-state.js';
import { refused } from '../../../platform/http/problems.js';
import type { ActPage } from '../../requests/pages/act-page.js';
import type { OpenObjectionGrounds } from '../open-objection-grounds.js';
import { ENTRY_NAMES, entryModel } from './entry-form.js';

/** `.../keberatan`: an objection to this request that came on paper or by word. */
export function entryPage(grounds: OpenObjectionGrounds): ActPage {
  return {
    slug: 'keberatan',
    action: 'case.object',
    names: ENTRY_NAMES,
    words: ['cerita', 'alasan_mundur'],
    model: async ({ tx, row, texts, calendar, rules, now, form }) => {
      // What came in time is entered also when the request has become final since.
      if (row.status !== 'final' && !eventsFrom(row.status).includes('object'))
        throw refused('not-in-this-state');
      const { open } = await grounds.of(tx, row);
      return entryModel(
        texts,
        form,
        { calendar, rules, now },
        open.map(({ ground }) => ground),
      );
    },
  };
}
