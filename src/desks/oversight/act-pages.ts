import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory, type Agency } from '../../office/agencies/agencies.queries.js';
import { requireSession } from '../../office/staff/session-source.js';
import { StaffQueries, type StaffMember } from '../../office/staff/staff.queries.js';
import { newId } from '../../platform/crypto/new-id.js';
import { Database } from '../../platform/database/database.js';
import { Problem, refused, type FieldFault } from '../../platform/http/problems.js';
import type { Texts } from '../../platform/views/texts.js';
import { Views } from '../../platform/views/views.js';
import { AgencyQueries, type HolderLoad } from './agency.queries.js';
import { OverseenCases, type OverseenCase } from './case.queries.js';
import { eventWords } from './case-rows.js';
import { mayAssign, mayNameHolder } from './case.page.js';
import { oversightFrame } from './oversight-frame.js';

/** What a form shows again: what was typed, what is wrong with it, what changed meanwhile. */
export interface FormState {
  readonly values?: Readonly<Record<string, string | undefined>>;
  readonly faults?: readonly FieldFault[];
  readonly stale?: readonly { readonly event: string; readonly at: string; readonly by: string | null }[];
}

/** Names of the API beside the names of the forms. */
const FIELDS: Readonly<Record<string, string>> = {
  agency: 'instansi',
  reason: 'alasan',
  staffId: 'pemegang',
};

/** The pages of the acts on one case: shown first, and again with what was typed when something is in the way. */
@Injectable()
export class ActPages {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly cases: OverseenCases,
    private readonly agencies: AgencyDirectory,
    private readonly staff: StaffQueries,
    private readonly loads: AgencyQueries,
  ) {}

  /** What of an error belongs back on the form; anything else is thrown on. */
  refusal(error: unknown): FormState {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'stale')
      return { stale: (error.extra['changes'] ?? []) as NonNullable<FormState['stale']> };
    if (error.status !== 422 || error.faults.length === 0) throw error;
    return { faults: error.faults };
  }

  /** `tugaskan`: which agency, and why. Throws 409 where the state table lets the case go nowhere. */
  async assign(request: FastifyRequest, reply: FastifyReply, id: string, state: FormState): Promise<string> {
    const actor = staffActor(request);
    const { overseen, open } = await this.database.read(actor, scopeOf(actor), async (tx) => ({
      overseen: await this.cases.read(tx, id, 'case.assign'),
      open: await this.loads.openByAgency(tx),
    }));
    if (!mayAssign(overseen.row)) throw refused('not-in-this-state');
    const agencies = await this.agencies.all();
    const texts = this.views.for(request);
    const now = agencies.find((agency) => agency.code === overseen.row.agency_code);
    const item = (agency: Agency) => ({
      value: agency.code,
      text: texts.t('oversight.assign.load', { name: agency.shortName, n: open.get(agency.code) ?? 0 }),
    });
    const model = {
      lead:
        overseen.row.due_on === null
          ? texts.t('oversight.assign.lead-without-date')
          : texts.t('oversight.assign.lead', { due: texts.formats.date(overseen.row.due_on) }),
      now:
        now === undefined
          ? texts.t('oversight.assign.now-none')
          : texts.t('oversight.assign.now', { agency: now.name }),
      items: agencies.filter((agency) => agency.active && agency.code !== now?.code).map(item),
    };
    return this.page(request, reply, 'assign', overseen, state, model);
  }

  /** `pemegang`: who of the agency is named for the case. */
  async holder(request: FastifyRequest, reply: FastifyReply, id: string, state: FormState): Promise<string> {
    const actor = staffActor(request);
    const found = await this.database.read(actor, scopeOf(actor), async (tx) => {
      const overseen = await this.cases.read(tx, id, 'case.name-holder');
      if (!mayNameHolder(overseen.row)) throw refused('not-in-this-state');
      const agency = overseen.row.agency_code ?? '';
      const people = await this.staff.activeOfficersOf(tx, agency);
      const today = overseen.row.received_on;
      return { overseen, people, loads: await this.loads.loads(tx, agency, today, today) };
    });
    const texts = this.views.for(request);
    const agency = await this.agencies.byCode(found.overseen.row.agency_code ?? '');
    const name = agency?.name ?? '';
    return this.page(request, reply, 'holder', found.overseen, state, {
      lead: texts.t('oversight.holder.lead', { agency: name }),
      nobody: found.people.length === 0 ? texts.t('oversight.holder.nobody', { agency: name }) : null,
      items: found.people.map((person) => personItem(texts, person, found.loads)),
      current: found.overseen.row.holder_id,
    });
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    name: 'assign' | 'holder',
    { row }: OverseenCase,
    state: FormState,
    model: object,
  ): string {
    const texts = this.views.for(request);
    const { csrf } = requireSession(request);
    const title = texts.t(`oversight.${name}.title`, { number: row.register_number });
    const errors = (state.faults ?? []).map((fault) => ({
      field: FIELDS[fault.field] ?? fault.field,
      message: texts.t(fault.message, fault.values ?? {}),
    }));
    const full = {
      ...model,
      heading: title,
      question: row.question,
      backHref: `/pengawas/kasus/${row.id}`,
      number: row.register_number,
      action: `/pengawas/kasus/${row.id}/${name === 'assign' ? 'tugaskan' : 'pemegang'}`,
      hidden: { csrf, idempotencyKey: newId(), version: row.version },
      values: { instansi: '', alasan: '', pemegang: '', ...definedOf(state.values) },
      errors,
      stale: state.stale === undefined ? null : state.stale.map((change) => staleWords(texts, change)),
    };
    const frame = oversightFrame(texts, request, title, '/pengawas/kasus', {
      plain: true,
      hasErrors: errors.length > 0,
      ...(state.stale === undefined ? {} : { status: 409 }),
    });
    return this.views.page(request, reply, `oversight/${name}`, full, frame);
  }
}

function personItem(texts: Texts, person: StaffMember, loads: readonly HolderLoad[]) {
  const n = loads.find((load) => load.holder_id === person.id)?.open ?? 0;
  const key = person.isHead ? 'oversight.holder.head' : 'oversight.holder.item';
  return { value: person.id, text: texts.t(key, { name: person.name, n }) };
}

function staleWords(texts: Texts, change: NonNullable<FormState['stale']>[number]): string {
  const event = eventWords(texts, change.event);
  const when = texts.formats.dateTimeShort(new Date(change.at));
  return change.by === null
    ? texts.t('oversight.stale.change', { event, when })
    : texts.t('oversight.stale.by', { event, by: change.by, when });
}

function definedOf(values: FormState['values'] = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
