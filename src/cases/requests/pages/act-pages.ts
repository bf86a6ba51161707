import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { nextState, type RequestEvent } from '../../../law/next-state.js';
import { scopeOf } from '../../../office/access/policy.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { staffFrame } from '../../../office/staff/staff-frame.js';
import { StaffQueries } from '../../../office/staff/staff.queries.js';
import { newId } from '../../../platform/crypto/new-id.js';
import { Database } from '../../../platform/database/database.js';
import type { Tx } from '../../../platform/database/tx.js';
import { invalid, Problem, refused } from '../../../platform/http/problems.js';
import { checked } from '../../../platform/http/validate.js';
import { readIdempotencyKey } from '../../../platform/idempotency/idempotency.js';
import { Views } from '../../../platform/views/views.js';
import { City } from '../../../platform/config/city.js';
import { CaseActs, type VersionedBody } from '../case-acts.js';
import type { CaseRow } from '../case-row.js';
import { familyRefusal } from '../family.js';
import { readCase } from '../open-case.js';
import { isDeskSends, mustMaySend, maySend } from '../who-sends.js';
import { formFaults, one, readForm, type ActFault, type ActForm } from './act-form.js';
import { caseBar, refusedModel, staleModel } from './act-frame.js';
import type { ActDoor } from './act-door.js';
import type { ActPage, ActSight, ActStep } from './act-page.js';
import { caseDateBlock } from './case-dates.js';
import { letterReceivedOn } from '../completeness.queries.js';

/**
 * The frame of every act as a page: shown with its case, sent as a plain form, and never lost. A fault gives the form
 * back with everything typed (422); a case that changed meanwhile gives the page that says what changed (409); a step
 * the law forbids now says which state forbids it (409); a good one leads back to the case (303).
 */
@Injectable()
export class ActPages {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly staff: StaffQueries,
    private readonly acts: CaseActs,
    private readonly city: City,
  ) {}

  /** Opens the page of an act. */
  async show(door: ActDoor, page: ActPage): Promise<string> {
    return this.draw(door, page, {}, []);
  }

  /** Carries a sent form out, or shows it again. `extra` are faults found before, for instance by an upload. */
  async submit<Body extends VersionedBody>(
    door: ActDoor,
    page: ActPage,
    form: ActForm,
    step: ActStep<Body>,
    extra: readonly ActFault[] = [],
  ): Promise<string> {
    if (one(form, '_ulang') !== '') return this.draw(door, page, form, []);
    const texts = this.views.for(door.request);
    const version = /^\d{1,9}$/u.test(one(form, '_versi')) ? Number(one(form, '_versi')) : null;
    const { value, faults } = checked(step.type, { ...step.body, version });
    const found = [...extra, ...formFaults(texts, faults, page.names)];
    if (found.length > 0) return this.draw(door, page, form, found);
    try {
      await this.acts.run(
        {
          actor: requireSession(door.request).actor,
          action: step.action ?? page.action,
          caseId: door.caseId,
          key: readIdempotencyKey(one(form, '_kunci')),
          body: value,
        },
        step.run,
      );
    } catch (error) {
      return this.handle(door, page, form, error);
    }
    return this.done(door, step.done ?? page.slug, step.goTo);
  }

  /** The answer of a good act: on to the case, with the sentence of what was done. */
  done(door: ActDoor, done: string, goOn = `/petugas/kasus/${door.caseId}`): string {
    const kept = queueQuery(door.request.url);
    return goTo(door.reply, `${goOn}?${kept === '' ? '' : `${kept}&`}selesai=${done}`);
  }

  /** Shows the form again with faults (422), as it was typed. */
  async again(door: ActDoor, page: ActPage, form: ActForm, faults: readonly ActFault[]): Promise<string> {
    return this.draw(door, page, form, faults);
  }

  /** What a refusal becomes: the form again, the page of a changed case, or the page of an impossible act. */
  async handle(door: ActDoor, page: ActPage, form: ActForm, error: unknown): Promise<string> {
    if (!(error instanceof Problem)) throw error;
    const texts = this.views.for(door.request);
    if (error.status === 422 && error.faults.length > 0)
      return this.draw(door, page, form, formFaults(texts, error.faults, page.names));
    if (error.code === 'stale') return this.stale(door, page, form, error);
    if (error.status === 409 || isDeskSends(error)) return this.refuse(door, page, form, error);
    throw error;
  }

  private async draw(
    door: ActDoor,
    page: ActPage,
    form: ActForm,
    errors: readonly ActFault[],
  ): Promise<string> {
    const session = requireSession(door.request);
    const texts = this.views.for(door.request);
    let drawn: { readonly model: object; readonly version: number };
    try {
      drawn = await this.database.read(session.actor, scopeOf(session.actor), async (tx) => {
        const row = await readCase(tx, page.action, door.caseId);
        const family = familyRefusal(row, page.action);
        if (family !== null) throw refused(family);
        if (page.prepares !== true) mustMaySend(session.actor, page.action, this.city);
        if (page.event !== undefined) hold(row, page.event);
        const sight = await this.sight(door, tx, row, form);
        const built = (await page.model?.(sight)) ?? {};
        const frame = await this.frame(door, tx, sight);
        return { model: { ...frame, ...built }, version: row.version };
      });
    } catch (error) {
      if (error instanceof Problem && (error.status === 409 || isDeskSends(error)))
        return this.refuse(door, page, form, error);
      throw error;
    }
    const model = {
      values: form,
      errors,
      csrf: session.csrf,
      key: newId(),
      version: drawn.version,
      action: withQueue(door, page.place?.address ?? `/petugas/kasus/${door.caseId}/${page.slug}`),
      previewAction: `/petugas/kasus/${door.caseId}/${page.slug}/pratinjau`,
      caseHref: `/petugas/kasus/${door.caseId}`,
      backHref: withQueue(door, `/petugas/kasus/${door.caseId}`),
      sendHref: withQueue(door, `/petugas/kasus/${door.caseId}/jawab/5`),
      deskSends: !maySend(session.actor, page.action, this.city),
      ...drawn.model,
    };
    const title = texts.t(`acts.${page.template ?? page.slug}.title`);
    return this.page(
      door,
      `acts/${page.template ?? page.slug}`,
      model,
      title,
      errors.length > 0 ? 422 : 200,
      page.place?.menu,
    );
  }

  private async sight(door: ActDoor, tx: Tx, row: CaseRow, form: ActForm): Promise<ActSight> {
    return {
      tx,
      row,
      calendar: await this.calendar.forCase(row),
      rules: await this.rules.ofCase(row),
      now: await tx.now(),
      letterOn: row.status === 'incomplete' ? await letterReceivedOn(tx, row.id) : null,
      actor: requireSession(door.request).actor,
      texts: this.views.for(door.request),
      form,
    };
  }

  private async frame(door: ActDoor, tx: Tx, sight: ActSight): Promise<object> {
    const { row, texts } = sight;
    const holders =
      row.holder_id === null ? new Map<string, string>() : await this.staff.nameOf(tx, [row.holder_id]);
    const holder = row.holder_id === null ? null : (holders.get(row.holder_id) ?? null);
    return {
      bar: caseBar(texts, sight, holder, withQueue(door, `/petugas/kasus/${row.id}`)),
      date: caseDateBlock(texts, sight),
      question: row.question,
    };
  }

  private async stale(door: ActDoor, page: ActPage, form: ActForm, problem: Problem): Promise<string> {
    const session = requireSession(door.request);
    const texts = this.views.for(door.request);
    const model = await this.database.read(session.actor, scopeOf(session.actor), async (tx) => {
      const row = await readCase(tx, page.action, door.caseId);
      const sight = await this.sight(door, tx, row, form);
      return { ...(await this.frame(door, tx, sight)), ...staleModel(texts, sight, page, problem) };
    });
    const action = withQueue(door, page.place?.address ?? `/petugas/kasus/${door.caseId}/${page.slug}`);
    const backHref = withQueue(door, `/petugas/kasus/${door.caseId}`);
    const more = { ...model, csrf: session.csrf, action, backHref };
    return this.page(door, 'acts/stale', more, texts.t('acts.stale.title'), 409, page.place?.menu);
  }

  private async refuse(door: ActDoor, page: ActPage, form: ActForm, problem: Problem): Promise<string> {
    const session = requireSession(door.request);
    const texts = this.views.for(door.request);
    const model = await this.database.read(session.actor, scopeOf(session.actor), async (tx) => {
      const row = await readCase(tx, page.action, door.caseId);
      const sight = await this.sight(door, tx, row, form);
      return { ...(await this.frame(door, tx, sight)), ...refusedModel(texts, sight, page, problem) };
    });
    const more = { ...model, backHref: withQueue(door, `/petugas/kasus/${door.caseId}`) };
    const title = texts.t('acts.refused.title');
    return this.page(door, 'acts/refused', more, title, problem.status, page.place?.menu);
  }

  private page(
    door: ActDoor,
    template: string,
    model: object,
    title: string,
    status: number,
    menu = '/petugas',
  ): string {
    const texts = this.views.for(door.request);
    const session = requireSession(door.request);
    return this.views.page(door.request, door.reply, template, model, {
      title,
      status,
      hasErrors: status === 422,
      staff: staffFrame(texts, session, { current: menu }),
      languageLink: false,
    });
  }
}

/** Refuses a page whose step the state table does not know from here. Throws 409. */
export function hold(row: CaseRow, event: RequestEvent): void {
  const answered = row.noticed_at !== null && row.status !== 'granted_open';
  const next = nextState(row.status, event, { extent: 'full', isExtended: row.extended_at !== null });
  if (!next.ok) throw refused(answered ? 'already-answered' : next.refusal);
}

/** The form of a request; a body that is no form is a 422. */
export function formOf(body: unknown): ActForm {
  if (typeof body !== 'object' || body === null) {
    throw invalid([{ field: '', code: 'not-an-object', message: 'problems.fields.not-an-object' }]);
  }
  return readForm(body);
}

/** Goes on with a GET, so that a reload repeats nothing. */
export function goTo(reply: FastifyReply, path: string): string {
  reply.code(303).header('location', path);
  return '';
}

const QUEUE_FIELDS = [
  'tampilan',
  'status',
  'batas',
  'pemegang',
  'instansi',
  'kanal',
  'sejak',
  'kata',
  'urut',
];

/** Which queue the case was opened from, as its address says it; everything else of the address stays behind. */
export function queueQuery(url: string): string {
  const given = new URLSearchParams(url.split('?', 2)[1] ?? '');
  const kept = QUEUE_FIELDS.flatMap((name): [string, string][] => {
    const value = given.get(name);
    return value === null || value === '' ? [] : [[name, value]];
  });
  return new URLSearchParams(kept).toString();
}

function withQueue(door: ActDoor, path: string): string {
  const query = queueQuery(door.request.url);
  return query === '' ? path : `${path}?${query}`;
}
