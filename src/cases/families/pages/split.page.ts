import type { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import { mustBeRearrangeable } from '../../decisions/may-be-rearranged.js';
import { one, type ActForm } from '../../requests/pages/act-form.js';
import type { ActPage } from '../../requests/pages/act-page.js';

/** How many parts the form offers; the API takes up to nine. */
const SHOWN_PARTS = 4;

/** `.../pecah`: which agency answers which part of the question. */
export function splitPage(agencies: AgencyDirectory): ActPage {
  const places = Array.from({ length: SHOWN_PARTS }, (_, index) => index);
  return {
    slug: 'pecah',
    action: 'case.split',
    names: {
      children: 'bagian-1',
      ...Object.fromEntries(
        places.flatMap((at) => [
          [`children.${String(at)}.agency`, `instansi-${String(at + 1)}`],
          [`children.${String(at)}.informationRequested`, `bagian-${String(at + 1)}`],
        ]),
      ),
    },
    words: places.map((at) => `bagian-${String(at + 1)}`),
    model: async ({ tx, form, row }) => {
      await mustBeRearrangeable(tx, row);
      const active = (await agencies.all()).filter((agency) => agency.active);
      return {
        places: places.map((at) => ({
          n: at + 1,
          agencyName: `instansi-${String(at + 1)}`,
          partName: `bagian-${String(at + 1)}`,
          agency: one(form, `instansi-${String(at + 1)}`) || (at === 0 ? (row.agency_code ?? '') : ''),
          part: one(form, `bagian-${String(at + 1)}`),
        })),
        agencies: active.map((agency) => ({ value: agency.code, text: agency.name })),
      };
    },
  };
}

/** The parts that were filled in, wholly or not. */
export function partsOf(form: ActForm): readonly Readonly<Record<string, string>>[] {
  return Array.from({ length: SHOWN_PARTS }, (_, index) => ({
    agency: one(form, `instansi-${String(index + 1)}`),
    informationRequested: one(form, `bagian-${String(index + 1)}`),
  })).filter(({ informationRequested }) => informationRequested.trim() !== '');
}
