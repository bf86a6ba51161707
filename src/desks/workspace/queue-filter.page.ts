import { REQUEST_STATES } from '../../law/request-states.js';
import type { Agency } from '../../office/agencies/agencies.queries.js';
import { shortName } from '../../office/staff/staff-frame.js';
import type { StaffMember } from '../../office/staff/staff.queries.js';
import type { Texts } from '../../platform/views/texts.js';
import { queueFields, queueHref, type QueuePlace } from './queue-address.js';
import { activeFilters, CHANNELS, DUE_FILTERS } from './queue-filters.js';

/** What the filter band chooses among. */
export interface FilterFacts {
  readonly place: QueuePlace;
  /** The desk sees every agency and chooses among them. */
  readonly isDesk: boolean;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly holders: readonly StaffMember[];
}

interface FilterField {
  readonly kind: 'select' | 'text';
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly items?: readonly { readonly value: string; readonly text: string }[];
}

/** The band: a GET form of up to six fields, with what is active as removable links. */
export function filterOf(texts: Texts, facts: FilterFacts): object {
  const { place, isDesk, agencies, holders } = facts;
  const { filter } = place;
  const all = { value: '', text: texts.t('workspace.filter.all') };
  const select = (name: string, value: string | null, items: FilterField['items']): FilterField => ({
    kind: 'select',
    name,
    label: texts.t(`workspace.filter.${name}`),
    value: value ?? '',
    items: [all, ...(items ?? [])],
  });
  const fields: FilterField[] = [
    select('status', filter.status, statusItems(texts)),
    select('batas', filter.due, labelled(texts, 'workspace.filter.due', DUE_FILTERS)),
    select(
      'pemegang',
      filter.holder,
      holders.map((person) => ({ value: person.id, text: shortName(person.name) })),
    ),
    ...(isDesk
      ? [
          select(
            'instansi',
            filter.agency,
            [...agencies.values()].map((agency) => ({ value: agency.code, text: agency.shortName })),
          ),
        ]
      : []),
    select('kanal', filter.channel, labelled(texts, 'workspace.filter.channels', CHANNELS)),
    {
      kind: 'text',
      name: 'sejak',
      label: texts.t('workspace.filter.sejak'),
      value: filter.receivedSince === null ? '' : texts.formats.dateOnly(filter.receivedSince),
    },
  ];
  return {
    action: '/petugas',
    hidden: Object.fromEntries(
      queueFields(place).filter(([name]) => ['tampilan', 'kata', 'urut'].includes(name)),
    ),
    activeCount: activeFilters(filter),
    open: true,
    fields,
    active: activeOf(texts, facts, fields),
  };
}

function statusItems(texts: Texts): { value: string; text: string }[] {
  return labelled(texts, 'common.staff-status', REQUEST_STATES);
}

function labelled(
  texts: Texts,
  prefix: string,
  values: readonly string[],
): { value: string; text: string }[] {
  return values.map((value) => ({ value, text: texts.t(`${prefix}.${value}`) }));
}

function activeOf(texts: Texts, { place }: FilterFacts, fields: readonly FilterField[]): object[] {
  const chosen = fields.flatMap((field) => {
    if (field.value === '') return [];
    const text = field.items?.find((item) => item.value === field.value)?.text ?? field.value;
    return [{ label: field.label, value: text, removeHref: queueHref(place, { without: [field.name] }) }];
  });
  const { words } = place.filter;
  if (words === null) return chosen;
  const label = texts.t('workspace.filter.kata');
  return [...chosen, { label, value: words, removeHref: queueHref(place, { without: ['kata'] }) }];
}
