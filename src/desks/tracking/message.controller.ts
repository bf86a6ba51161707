import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { messagesOfCase } from '../../cases/messages/messages.queries.js';
import { Action } from '../../office/access/action.js';
import { Database } from '../../platform/database/database.js';
import { requesterOf } from '../../platform/database/scope.js';
import { FormAgain } from '../../platform/http/form-again.js';
import { checked } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { errorsOf, formKey, newFormKey, pageErrors, type PageError } from './act-form.js';
import { CitizenActs } from './citizen-acts.js';
import { DraftFiles, storedRows, type DraftWithFiles } from './draft-files.js';
import { FormDrafts } from './form-drafts.js';
import { messagesPage } from './messages.page.js';
import { both, checkForm, leadTo, TrackDoor } from './track-door.js';
import type { TrackSession } from './track-sessions.js';
import { MessageActBody } from './tracking-api.dto.js';
import { TrackedCases } from './tracked-case.queries.js';

const PAGE = '/permohonan-saya/pesan';
const NAMES = { text: 'pesan', fileIds: 'berkas' };

interface MessageDraft extends DraftWithFiles {
  readonly text: string;
}

/** Messages of a case: the requester reads and writes; nothing that was sent changes afterwards. */
@Controller()
export class MessageController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly cases: TrackedCases,
    private readonly acts: CitizenActs,
    private readonly drafts: FormDrafts,
    private readonly files: DraftFiles,
    private readonly door: TrackDoor,
  ) {}

  @Get(both(PAGE))
  @Action('tracking.view')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'pesan');
    if (session === null) return '';
    const draft = await this.drafts.read<MessageDraft>(session, 'message');
    return this.page(request, reply, session, draft ?? { text: '', files: [] }, []);
  }

  @Post(both(PAGE))
  @FormAgain('tracking.messages.title')
  @Action('tracking.act')
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'pesan');
    if (session === null) return '';
    const sent = await this.files.receive(request, session, 'message');
    checkForm(session, sent.fields['_csrf']);
    const draft: MessageDraft = { text: sent.fields['pesan'] ?? '', files: sent.files };
    if (sent.removed) {
      await this.drafts.keep(session, 'message', draft);
      return leadTo(request, reply, PAGE);
    }
    if ((sent.fields['_ulang'] ?? '') !== '') return this.again(request, reply, session, draft, []);
    const texts = this.views.for(request);
    const { value, faults } = checked(MessageActBody, {
      registerNumber: session.row.register_number,
      trackingCode: '-',
      text: draft.text,
      fileIds: draft.files.map(({ id }) => id),
    });
    const errors = pageErrors(texts, [...faults, ...sent.faults], NAMES);
    if (errors.length > 0) return this.again(request, reply, session, draft, errors);
    const body = { text: value.text, files: draft.files.map(({ name }) => name) };
    const call = { row: session.row, act: 'message', key: formKey(sent.fields), body } as const;
    try {
      await this.acts.message(call, { text: value.text, fileIds: value.fileIds ?? [] }, () => ({
        sent: true,
      }));
    } catch (error) {
      return this.again(request, reply, session, draft, errorsOf(texts, error, 'pesan', NAMES));
    }
    await this.drafts.drop(session, 'message');
    return leadTo(request, reply, `${PAGE}?terkirim=1`);
  }

  private async again(
    request: FastifyRequest,
    reply: FastifyReply,
    session: TrackSession,
    draft: MessageDraft,
    errors: readonly PageError[],
  ): Promise<string> {
    await this.drafts.keep(session, 'message', draft);
    return this.page(request, reply, session, draft, errors);
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    session: TrackSession,
    draft: MessageDraft,
    errors: readonly PageError[],
  ): Promise<string> {
    const { row } = session;
    const texts = this.views.for(request);
    const tracked = await this.cases.read(row);
    const messages = await this.database.read(requesterOf(row.id), { kind: 'case', caseId: row.id }, (tx) =>
      messagesOfCase(tx, row.id),
    );
    const model = {
      ...messagesPage(texts, tracked, messages),
      wasSent: errors.length === 0 && (request.query as { terkirim?: unknown }).terkirim !== undefined,
      draft,
      stored: storedRows(draft.files),
      errors,
      csrf: session.csrf,
      key: newFormKey(),
    };
    const options = {
      title: texts.t('tracking.messages.title'),
      nav: 'track',
      hasErrors: errors.length > 0,
    } as const;
    return this.views.page(request, reply, 'tracking/messages', model, options);
  }
}
