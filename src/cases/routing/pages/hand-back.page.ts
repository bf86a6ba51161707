import type { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import type { StaffQueries } from '../../../office/staff/staff.queries.js';
import { shortName } from '../../../office/staff/staff-frame.js';
import { isOpenRequest } from '../../../law/request-states.js';
import { refused } from '../../../platform/http/problems.js';
import { one } from '../../requests/pages/act-form.js';
import type { ActPage } from '../../requests/pages/act-page.js';

/** `.../kembalikan`: the wrong agency gives the case back to the desk with a reason and an advice. */
export function handBackPage(agencies: AgencyDirectory): ActPage {
  return {
    slug: 'kembalikan',
    action: 'case.hand-back',
    event: 'hand-back',
    names: { reason: 'alasan', suggestedAgency: 'saran' },
    words: ['alasan'],
    model: async ({ row, form }) => ({
      chosen: one(form, 'saran'),
      agencies: (await agencies.active())
        .filter((agency) => agency.code !== row.agency_code)
        .map(({ code, name }) => ({ value: code, text: name })),
    }),
  };
}

/** `.../ingatkan`: a reminder by hand to whoever answers for the case. */
export function remindPage(staff: StaffQueries): ActPage {
  return {
    slug: 'ingatkan',
    action: 'case.remind',
    names: {},
    words: [],
    model: async ({ tx, row, texts }) => {
      if (!isOpenRequest(row.status)) throw refused('not-in-this-state');
      const officers = row.agency_code === null ? [] : await staff.activeOfficersOf(tx, row.agency_code);
      const holder = officers.filter((person) => person.id === row.holder_id);
      const people = holder.length > 0 ? holder : officers;
      return {
        people:
          people.length === 0
            ? texts.t('acts.ingatkan.desk')
            : people.map((person) => shortName(person.name)).join(', '),
      };
    },
  };
}
