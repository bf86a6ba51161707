import { isOpenRequest } from '../../../law/request-states.js';
import type { StaffMember, StaffQueries } from '../../../office/staff/staff.queries.js';
import { refused } from '../../../platform/http/problems.js';
import { one } from './act-form.js';
import type { ActPage } from './act-page.js';

/** `.../pemegang`: take a case oneself, or name somebody of the agency. Information, not a lock. */
export function holderPage(staff: StaffQueries): ActPage {
  return {
    slug: 'pemegang',
    action: 'case.name-holder',
    names: { staffId: 'pemegang' },
    words: [],
    model: async ({ tx, row, actor, texts, form }) => {
      if (!isOpenRequest(row.status)) throw refused('not-in-this-state');
      const people: readonly StaffMember[] =
        row.agency_code === null
          ? await staff.byRole(tx, 'desk')
          : await staff.activeOfficersOf(tx, row.agency_code);
      return {
        chosen: one(form, 'pemegang') || (row.holder_id ?? ''),
        people: people.map((person) => ({
          value: person.id,
          text: person.id === actor.id ? texts.t('acts.pemegang.me', { name: person.name }) : person.name,
          ...(person.isHead ? { hint: texts.t('acts.pemegang.head') } : {}),
          ...(person.id === row.holder_id ? { hint: texts.t('acts.pemegang.now') } : {}),
        })),
        nobody: people.length === 0,
      };
    },
  };
}
