import type { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import { mustBeRearrangeable } from '../../decisions/may-be-rearranged.js';
import { one, type ActForm } from '../../requests/pages/act-form.js';
import type { ActPage } from '../../requests/pages/act-page.js';
import { MOST_PARTS } from '../parts.queries.js';

/** Parts that the form offers at first, and how many more at a press. */
const FIRST_PARTS = 4;
const MORE_PARTS = 3;

const PLACES = Array.from({ length: MOST_PARTS }, (_, index) => index);

/** `.../pecah`: which agency answers which part of the question. */
export function splitPage(agencies: AgencyDirectory): ActPage {
  return {
    slug: 'pecah',
    action: 'case.split',
    names: {
      children: 'bagian-1',
      ...Object.fromEntries(
        PLACES.flatMap((at) => [
          [`children.${String(at)}.agency`, `instansi-${String(at + 1)}`],
          [`children.${String(at)}.informationRequested`, `bagian-${String(at + 1)}`],
        ]),
      ),
    },
    words: PLACES.map((at) => `bagian-${String(at + 1)}`),
    model: async ({ tx, form, row }) => {
      await mustBeRearrangeable(tx, row);
      const active = (await agencies.all()).filter((agency) => agency.active);
      const shown = placesShown(form);
      return {
        places: PLACES.slice(0, shown).map((at) => ({
          n: at + 1,
          agencyName: `instansi-${String(at + 1)}`,
          partName: `bagian-${String(at + 1)}`,
          agency: one(form, `instansi-${String(at + 1)}`) || (at === 0 ? (row.agency_code ?? '') : ''),
          part: one(form, `bagian-${String(at + 1)}`),
        })),
        agencies: active.map((agency) => ({ value: agency.code, text: agency.name })),
        mayAdd: shown < MOST_PARTS,
      };
    },
  };
}

/** As many as were there, and more when that was asked for. */
function placesShown(form: ActForm): number {
  const there = PLACES.filter((at) => form[`bagian-${String(at + 1)}`] !== undefined).length;
  const wanted = Math.max(FIRST_PARTS, there) + (one(form, 'tambah') === '' ? 0 : MORE_PARTS);
  return Math.min(MOST_PARTS, wanted);
}

/** The parts that were filled in, wholly or not. */
export function partsOf(form: ActForm): readonly Readonly<Record<string, string>>[] {
  return PLACES.map((index) => ({
    agency: one(form, `instansi-${String(index + 1)}`),
    informationRequested: one(form, `bagian-${String(index + 1)}`),
  })).filter(({ informationRequested }) => informationRequested.trim() !== '');
}
