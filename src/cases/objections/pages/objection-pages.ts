import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ClassConstructor } from 'class-transformer';
import { can, mayEver, type PolicyAction } from '../../../office/access/policy.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { StoredFiles, type FileFacts } from '../../../office/documents/stored-files.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { staffFrame } from '../../../office/staff/staff-frame.js';
import { firstPageOf } from '../../../office/staff/staff-paths.js';
import { StaffQueries } from '../../../office/staff/staff.queries.js';
import { newId } from '../../../platform/crypto/new-id.js';
import type { Actor } from '../../../platform/database/scope.js';
import type { Tx } from '../../../platform/database/tx.js';
import { notYourRole, Problem } from '../../../platform/http/problems.js';
import { checked } from '../../../platform/http/validate.js';
import { readIdempotencyKey } from '../../../platform/idempotency/idempotency.js';
import type { Texts } from '../../../platform/views/texts.js';
import { Views } from '../../../platform/views/views.js';
import type { VersionedBody } from '../../requests/case-acts.js';
import { formFaults, one, type ActFault, type ActForm } from '../../requests/pages/act-form.js';
import { goTo } from '../../requests/pages/act-pages.js';
import { decreeOfCase } from '../decree-of-case.js';
import { ObjectionActs } from '../objection-acts.js';
import { ObjectionAnswers } from '../objection-answers.js';
import type { ObjectionTarget } from '../objection-row.js';
import { ObjectionList, OBJECTION_VIEWS, type ObjectionView } from '../objections.queries.js';
import { RulingPapers, type RulingPaper } from '../ruling-papers.js';
import { ReplyDrafts } from '../reply-drafts.js';
import { listModel, objectionModel, type ObjectionRoom, type WaysOut } from './objection-models.js';
import { withoutCopy } from './reply-form.js';
import type { SeenObjection } from './seen-objection.js';

// The notices of a request; of one that an older register tells of, what stands there.
const NOTICES = /* sql */ `
  SELECT outcome, explanation, at FROM decisions WHERE case_id = $1
  UNION ALL
  SELECT c.outcome, concat_ws('; ', i.decision, i.refusal_reason), c.noticed_at
  FROM imported_entries i JOIN cases c ON c.id = i.case_id
  WHERE i.case_id = $1 AND c.outcome IS NOT NULL AND c.noticed_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.case_id = c.id)
  ORDER BY at`;

/** Where a page of objections is asked for, and where its answer goes. */
export interface ObjectionDoor {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly room: ObjectionRoom;
  readonly id: string;
}

/** How a sent form becomes an act. */
export interface ObjectionStep<Body extends VersionedBody> {
  readonly action: PolicyAction;
  readonly type: ClassConstructor<Body>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly names: Readonly<Record<string, string>>;
  readonly run: (tx: Tx, target: ObjectionTarget, body: Body) => Promise<unknown>;
  /** Which sentence stands on the page afterwards. */
  readonly done: string;
}

const DESK: ObjectionRoom = '/petugas/keberatan';

const VIEWS: readonly ObjectionView[] = OBJECTION_VIEWS.filter((view) => view !== 'overdue');

/** The pages of objections: the list, one objection with its forms, and what became of a sent form. */
@Injectable()
export class ObjectionPages {
  constructor(
    private readonly views: Views,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly staff: StaffQueries,
    private readonly files: StoredFiles,
    private readonly acts: ObjectionActs,
    private readonly answers: ObjectionAnswers,
    private readonly objections: ObjectionList,
    private readonly drafts: ReplyDrafts,
    private readonly papers: RulingPapers,
  ) {}

  async list(
    request: FastifyRequest,
    reply: FastifyReply,
    room: ObjectionRoom,
    asked: unknown,
  ): Promise<string> {
    const view = VIEWS.find((known) => known === asked) ?? 'open';
    const { actor } = requireSession(request);
    const texts = this.views.for(request);
    const model = {
      ...listModel(texts, room, (await this.objections.list(actor, view)).items, view, VIEWS),
      mayEnter: room === DESK && actor.roles.includes('desk'),
    };
    const title = texts.t('objections.pages.title');
    return this.page({ request, reply, room, id: '' }, 'objections/list', model, title, 200);
  }

  /** One objection; `form` and `errors` when a sent form comes back. */
  async show(
    door: ObjectionDoor,
    form: ActForm = {},
    errors: readonly ActFault[] = [],
    stale = false,
  ): Promise<string> {
    const { actor, csrf } = requireSession(door.request);
    const texts = this.views.for(door.request);
    const { seen, draft, papers } = await this.acts.look(
      actor,
      'objection.read',
      door.id,
      async (tx, target) => ({
        seen: await this.see(tx, target),
        draft: door.room === DESK ? null : await this.drafts.read(tx, target.objection.id),
        papers: door.room === DESK ? [] : await this.papers.of(tx, target),
      }),
    );
    const isDesk = door.room === DESK && actor.roles.includes('desk');
    const query = new URL(door.request.url, 'http://tenggat.invalid').searchParams.get('selesai') ?? '';
    const key = `objections.pages.done.${query}`;
    const model = {
      ...objectionModel(texts, door.room, seen, { ...draft?.form, ...form }, waysOut(door.room, actor, seen)),
      revision: draft?.revision ?? 0,
      draftSaved:
        draft?.savedAt == null
          ? null
          : texts.t('objections.pages.draft.saved', {
              when: texts.formats.dateTimeShort(new Date(draft.savedAt)),
            }),
      papers: door.room === DESK ? [] : paperLinks(texts, door, papers),
      formHref: isDesk ? `${DESK}/${door.id}/formulir.pdf` : null,
      files: isDesk ? fileLinks(door.id, seen.files) : [],
      csrf,
      key: newId(),
      errors,
      stale,
      done: /^[a-z]{3,20}$/u.test(query) && texts.has(key) ? texts.t(key) : null,
    };
    const title = texts.t('objections.pages.one', { number: seen.answer.number });
    const status = stale ? 409 : errors.length > 0 ? 422 : 200;
    return this.page(door, 'objections/one', model, title, status);
  }

  /** Carries a sent form out, or shows the objection again with what is in the way. */
  async submit<Body extends VersionedBody>(
    door: ObjectionDoor,
    form: ActForm,
    step: ObjectionStep<Body>,
    extra: readonly ActFault[] = [],
  ): Promise<string> {
    if (one(form, '_ulang') !== '') return this.show(door, form);
    const texts = this.views.for(door.request);
    const typed = one(form, '_versi');
    const version = /^\d{1,9}$/u.test(typed) ? Number(typed) : null;
    const { value, faults } = checked(step.type, { ...step.body, version });
    const found = [...extra, ...formFaults(texts, faults, step.names)];
    if (found.length > 0) return this.show(door, form, found);
    const { actor } = requireSession(door.request);
    const key = readIdempotencyKey(one(form, '_kunci'));
    try {
      await this.acts.run({ actor, action: step.action, objectionId: door.id, key, body: value }, step.run);
    } catch (error) {
      return this.again(door, form, step.names, error);
    }
    return goTo(door.reply, `${door.room}/${door.id}?selesai=${step.done}`);
  }

  /** What a refusal becomes: the form with its faults (422), or the page that says why not (409). */
  async again(
    door: ObjectionDoor,
    form: ActForm,
    names: Readonly<Record<string, string>>,
    error: unknown,
  ): Promise<string> {
    if (!(error instanceof Problem)) throw error;
    const texts = this.views.for(door.request);
    if (error.status === 422 && error.faults.length > 0) {
      const lost = error.faults.some(({ field }) => field === 'signedFileId');
      return this.show(door, lost ? withoutCopy(form) : form, formFaults(texts, error.faults, names));
    }
    if (error.status !== 409) throw error;
    const message =
      error.code === 'stale'
        ? texts.t('objections.pages.stale')
        : texts.t(`problems.${error.code}`, error.values);
    return this.show(door, form, [{ field: '', message }], true);
  }

  /** The room of the superior, and of the delegate of this one objection. Throws 403. */
  async mustDecide(request: FastifyRequest, id: string): Promise<void> {
    const { actor } = requireSession(request);
    if (actor.roles.includes('superior')) return;
    if (!(await this.acts.isDelegate(actor, id))) throw notYourRole();
  }

  page(door: ObjectionDoor, template: string, model: object, title: string, status: number): string {
    const texts = this.views.for(door.request);
    const current = door.room === '/petugas/keberatan' ? '/petugas' : '/pengawas/keberatan';
    return this.views.page(door.request, door.reply, template, model, {
      title,
      status,
      hasErrors: status === 422,
      staff: staffFrame(texts, requireSession(door.request), { current }),
      languageLink: false,
    });
  }

  async see(tx: Tx, target: ObjectionTarget): Promise<SeenObjection> {
    const { row, objection } = target;
    const answer = await this.answers.ofTarget(tx, target);
    const notices = row === null ? [] : await tx.query<SeenObjection['notices'][number]>(NOTICES, [row.id]);
    const mayName = answer.actions.includes('delegate');
    return {
      target,
      answer,
      notices,
      decree: await decreeOfCase(tx, target),
      files: row === null ? await this.files.ofObjection(tx, objection.id) : [],
      calendar: await this.calendar.forCase(objection),
      now: await tx.now(),
      rules: await this.rules.ofCase(objection),
      people: mayName ? await this.candidates(tx) : [],
    };
  }

  private async candidates(tx: Tx): Promise<SeenObjection['people']> {
    const people = [
      ...(await this.staff.byRole(tx, 'superior')),
      ...(await this.staff.byRole(tx, 'supervisor')),
      ...(await this.staff.byRole(tx, 'officer')).filter(({ isHead }) => isHead),
    ];
    const byId = new Map(people.map((person) => [person.id, person]));
    return [...byId.values()].filter(({ id }) => id !== tx.actor.id);
  }
}

/** The statement of the requester, then what the office has answered and on what. */
function paperLinks(
  texts: Texts,
  { room, id }: ObjectionDoor,
  papers: readonly RulingPaper[],
): readonly { readonly text: string; readonly href: string; readonly facts: string }[] {
  const words = (key: string): string => texts.t(`objections.pages.papers.${key}`);
  return [
    { text: words('statement'), href: `${room}/${id}/pernyataan.pdf`, facts: 'PDF' },
    ...papers.map((paper) => ({
      text: words(paper.kind),
      href: `${room}/${id}/surat/${paper.id}`,
      facts: [paper.number, texts.formats.dateShortYear(paper.issued_on)]
        .filter((part) => part !== null)
        .join(', '),
    })),
  ];
}

/** Only doors that open for this person: a delegate sees this one objection, not the room of the superior. */
function waysOut(room: ObjectionRoom, actor: Actor, { target }: SeenObjection): WaysOut {
  const { row } = target;
  const overseen = room !== DESK && mayEver(actor, 'oversight.cases');
  const own =
    row !== null &&
    mayEver(actor, 'queue.view') &&
    can(actor, 'case.read', { agency: row.agency_code }) === 'allowed';
  return {
    caseHref:
      row === null || (!overseen && !own) ? null : `/${overseen ? 'pengawas' : 'petugas'}/kasus/${row.id}`,
    listHref: room === DESK || mayEver(actor, 'objection.oversee') ? null : firstPageOf(actor.roles),
  };
}

function fileLinks(objectionId: string, files: readonly FileFacts[]): readonly object[] {
  return files.map(({ id, name }) => ({ text: name, href: `${DESK}/${objectionId}/berkas/${id}` }));
}
