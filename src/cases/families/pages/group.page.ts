import { refused } from '../../../platform/http/problems.js';
import { mustBeGroupable } from '../../decisions/may-be-rearranged.js';
import { many } from '../../requests/pages/act-form.js';
import type { ActPage, ActSight } from '../../requests/pages/act-page.js';
import type { Groups } from '../groups.js';

const SHOWN = 160;

/** `.../gabung`: which open cases ask nearly the same. */
export function groupPage(groups: Groups): ActPage {
  return {
    slug: 'gabung',
    action: 'case.group',
    names: { caseIds: 'kasus', reason: 'alasan' },
    words: ['alasan'],
    model: async (sight) => {
      const { tx, row, texts, form } = sight;
      mustBeGroupable(row);
      const alike = await groups.alike(tx, row);
      return {
        chosen: many(form, 'kasus'),
        choices: alike.map((one) => ({
          value: one.id,
          text: one.register_number,
          hint: shortened(one.question),
        })),
        like: texts.t('acts.gabung.like', { number: row.register_number }),
        isMember: await isMember(sight, groups),
        leaveHref: `/petugas/kasus/${row.id}/keluar-gabungan`,
      };
    },
  };
}

/** `.../keluar-gabungan`: one case goes its own way again. */
export function leaveGroupPage(groups: Groups): ActPage {
  return {
    slug: 'keluar-gabungan',
    action: 'case.ungroup',
    names: { reason: 'alasan' },
    words: ['alasan'],
    model: async (sight) => {
      if (!(await isMember(sight, groups))) throw refused('not-in-this-state');
      return {};
    },
  };
}

async function isMember({ tx, row }: ActSight, groups: Groups): Promise<boolean> {
  return (await groups.of(tx, row.id)) !== null;
}

function shortened(question: string): string {
  const text = question.replace(/\s+/gu, ' ').trim();
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/\s+\S*$/u, '')}…`;
}
