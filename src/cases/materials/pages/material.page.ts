import { localDayOf } from '../../../law/local-date.js';
import { defaultMaterialDue, mayAskForMaterial } from '../../../law/material.js';
import { refused } from '../../../platform/http/problems.js';
import { one } from '../../requests/pages/act-form.js';
import type { ActPage, ActSight } from '../../requests/pages/act-page.js';
import { materialsOf } from '../materials.queries.js';

/** `.../minta-bahan`: another unit gives what the answer needs; the case stays, the requester is not told. */
export const ASK_PAGE: ActPage = {
  slug: 'minta-bahan',
  action: 'case.request-material',
  names: { from: 'dari', dueOn: 'tanggal', text: 'teks' },
  words: ['dari', 'teks'],
  model: (sight) => {
    const { row } = sight;
    if (!mayAskForMaterial(row.status))
      throw refused(row.noticed_at === null ? 'not-in-this-state' : 'already-answered');
    return { day: typedDay(sight) };
  },
};

/** `.../terima-bahan`: what the other unit gave. */
export const TAKE_PAGE: ActPage = {
  slug: 'terima-bahan',
  action: 'case.receive-material',
  names: { materialId: 'bahan', answer: 'teks', fileIds: 'berkas' },
  words: ['teks'],
  model: async ({ tx, row, texts, form }) => {
    const waiting = (await materialsOf(tx, row.id)).filter(({ receivedAt }) => receivedAt === null);
    if (waiting.length === 0) throw refused('not-in-this-state');
    return {
      chosen: one(form, 'bahan') || (waiting[0]?.id ?? ''),
      waiting: waiting.map(({ id, from, text, dueOn }) => ({
        value: id,
        text: from,
        hint: texts.t('acts.terima-bahan.asked', { text, due: texts.formats.date(dueOn) }),
      })),
    };
  },
};

/** The three fields of the day: what was typed, else the day that is offered. */
function typedDay({ form, row, now, calendar }: ActSight): { day: string; month: string; year: string } {
  const typed = { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
  if (Object.values(typed).some((part) => part !== '')) return typed;
  const [year = '', month = '', day = ''] = defaultMaterialDue(localDayOf(now), row.due_on, calendar).split(
    '-',
  );
  return { day: String(Number(day)), month: String(Number(month)), year };
}
