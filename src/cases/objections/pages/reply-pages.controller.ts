import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { awaitsReply } from '../../../law/state-sets.js';
import { Action } from '../../../office/access/action.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { newId } from '../../../platform/crypto/new-id.js';
import { showLetter } from '../../../platform/files/serve-file.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { invalid, notFound, refused } from '../../../platform/http/problems.js';
import { checked } from '../../../platform/http/validate.js';
import { readIdempotencyKey } from '../../../platform/idempotency/idempotency.js';
import { Views } from '../../../platform/views/views.js';
import { formFaults, one, type ActForm } from '../../requests/pages/act-form.js';
import { formOf, goTo } from '../../requests/pages/act-pages.js';
import { ActUploads, type UploadedForm } from '../../requests/pages/act-uploads.js';
import { withKept } from '../../requests/pages/kept-files.js';
import { ObjectionActs } from '../objection-acts.js';
import { ReplyBody, replyOf } from '../objection-acts.dto.js';
import { ObjectionLetters } from '../objection-letters.js';
import { ObjectionNews } from '../objection-news.js';
import { ReplyDrafts, type ReplyDraft } from '../reply-drafts.js';
import { ReplyToObjection } from '../reply-to-objection.js';
import { ObjectionPages, type ObjectionDoor } from './objection-pages.js';
import { checkModel, type RehearsedReply } from './reply-check.page.js';
import { draftOf, REPLY_NAMES, replyBody } from './reply-form.js';

const ROOM = '/pengawas/keberatan';

/**
 * The answer of superior or delegate: written and kept as a draft, checked in words with its letter, then sent. What is
 * sent is the draft that was checked; nothing of it goes out before.
 */
@Controller('pengawas/keberatan/:id')
export class ReplyPagesController {
  constructor(
    private readonly pages: ObjectionPages,
    private readonly acts: ObjectionActs,
    private readonly reply: ReplyToObjection,
    private readonly letters: ObjectionLetters,
    private readonly news: ObjectionNews,
    private readonly drafts: ReplyDrafts,
    private readonly calendar: CurrentCalendar,
    private readonly uploads: ActUploads,
    private readonly views: Views,
  ) {}

  /** Keeps the form as it is typed, faulty or not. */
  @Post('draf')
  @FormAgain('objections.pages.forms.reply')
  @Action('objection.read')
  async keep(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const door: ObjectionDoor = { request, reply, room: ROOM, id };
    return this.typed(door, ({ form, faults }) =>
      this.saved(door, form, () =>
        faults.length > 0
          ? this.pages.show(door, form, faults)
          : Promise.resolve(goTo(reply, `${ROOM}/${id}?selesai=draf`)),
      ),
    );
  }

  /** Goes on to the check only with a form that could be sent as it is. */
  @Post('periksa')
  @FormAgain('objections.pages.forms.reply')
  @Action('objection.read')
  async check(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const door: ObjectionDoor = { request, reply, room: ROOM, id };
    return this.typed(door, async ({ form, faults }) => {
      const version = /^\d{1,9}$/u.test(one(form, '_versi')) ? Number(one(form, '_versi')) : null;
      const body = checked(ReplyBody, { ...replyBody(form), version });
      const found = [...faults, ...formFaults(this.views.for(request), body.faults, REPLY_NAMES)];
      if (found.length > 0) return this.pages.show(door, form, found);
      try {
        await this.rehearse(request, id, body.value);
      } catch (error) {
        return this.pages.again(door, form, REPLY_NAMES, error);
      }
      return this.saved(door, form, () => Promise.resolve(goTo(reply, `${ROOM}/${id}/periksa`)));
    });
  }

  /** The draft in words, with what it starts and stops, before it is sent. Without one the form. */
  @Get('periksa')
  @Action('objection.read')
  async checked(
    @Param('id') id: string,
    @Query('berubah') changed: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.pages.mustDecide(request, id);
    const door: ObjectionDoor = { request, reply, room: ROOM, id };
    const { draft, version, isOpen } = await this.draftOf(request, id);
    if (draft.revision === 0 || !isOpen) return goTo(reply, `${ROOM}/${id}`);
    try {
      const body = sendable(draft, version);
      const found = await this.rehearse(request, id, body);
      const texts = this.views.for(request);
      const model = {
        ...checkModel(texts, `${ROOM}/${id}`, body, draft.form, found),
        csrf: requireSession(request).csrf,
        key: newId(),
        version,
        revision: draft.revision,
        changed: changed === '1',
      };
      const title = texts.t('objections.check.title', { number: found.after.objection.register_number });
      return this.pages.page(door, 'objections/check', model, title, 200);
    } catch (error) {
      return this.pages.again(door, draft.form, REPLY_NAMES, error);
    }
  }

  /** The letter of the draft as it would go out, marked as a draft and with the person hidden; nothing is kept. */
  @Get('rancangan.pdf')
  @HttpCode(200)
  @Action('objection.read')
  async preview(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.pages.mustDecide(request, id);
    const { draft, version, isOpen } = await this.draftOf(request, id);
    if (draft.revision === 0 || !isOpen) throw notFound();
    const body = sendable(draft, version);
    const { written } = await this.rehearse(request, id, body);
    const content = this.letters.draftOf(written, body.letterNumber ?? null);
    return showLetter(reply, { name: 'rancangan-tanggapan.pdf', content });
  }

  /** Sends the draft that was checked; one that was saved since is checked again first. */
  @Post('kirim')
  @FormAgain('objections.pages.forms.reply')
  @Action('objection.read')
  async send(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.pages.mustDecide(request, id);
    const door: ObjectionDoor = { request, reply, room: ROOM, id };
    const form = formOf(request.body);
    const here = `${ROOM}/${id}`;
    if (one(form, '_ulang') !== '') return goTo(reply, `${here}/periksa`);
    const { draft } = await this.draftOf(request, id);
    if (draft.revision === 0)
      return goTo(reply, (await this.wasSent(request, id, form)) ? `${here}?selesai=ditanggapi` : here);
    if (String(draft.revision) !== one(form, '_draf')) return goTo(reply, `${here}/periksa?berubah=1`);
    const sent = { ...draft.form, _versi: one(form, '_versi'), _kunci: one(form, '_kunci') };
    return this.pages.submit(door, sent, {
      action: 'objection.reply',
      type: ReplyBody,
      body: replyBody(draft.form),
      names: REPLY_NAMES,
      done: 'ditanggapi',
      run: (tx, target, body) => this.reply.run(tx, target, replyOf(body)),
    });
  }

  private rehearse(request: FastifyRequest, id: string, body: ReplyBody): Promise<RehearsedReply> {
    const { actor } = requireSession(request);
    return this.acts.rehearse(
      { actor, action: 'objection.reply', objectionId: id, body },
      (tx, target, sent) => this.reply.run(tx, target, replyOf(sent)),
      async (tx, after) => ({
        after,
        written: await this.letters.written(tx, id),
        executors: body.order == null ? [] : (await this.news.executorsOf(tx, after)).map(({ name }) => name),
        calendar: await this.calendar.forCase(after.objection),
        now: await tx.now(),
      }),
    );
  }

  private async saved(door: ObjectionDoor, form: ActForm, goOn: () => Promise<string>): Promise<string> {
    const { actor } = requireSession(door.request);
    const seen = Number(one(form, '_draf') || '0');
    let draft: ReplyDraft | null;
    try {
      draft = await this.acts.prepare(actor, 'objection.reply', door.id, (tx, { objection }) => {
        if (!awaitsReply(objection.status)) throw refused('not-in-this-state');
        return this.drafts.save(tx, objection.id, seen, draftOf(form));
      });
    } catch (error) {
      return this.pages.again(door, form, REPLY_NAMES, error);
    }
    if (draft !== null) return goOn();
    const message = this.views.for(door.request).t('objections.pages.draft.changed');
    return this.pages.show(door, form, [{ field: '', message }], true);
  }

  private draftOf(
    request: FastifyRequest,
    id: string,
  ): Promise<{ readonly draft: ReplyDraft; readonly version: number; readonly isOpen: boolean }> {
    return this.acts.look(
      requireSession(request).actor,
      'objection.reply',
      id,
      async (tx, { objection }) => ({
        draft: await this.drafts.read(tx, objection.id),
        version: objection.version,
        isOpen: awaitsReply(objection.status),
      }),
    );
  }

  private wasSent(request: FastifyRequest, id: string, form: ActForm): Promise<boolean> {
    const { actor } = requireSession(request);
    const key = readIdempotencyKey(one(form, '_kunci'));
    return this.acts.wasDone({ actor, action: 'objection.reply', objectionId: id, key });
  }

  /** The form of whoever decides, as it was typed; one that waited elsewhere is only shown again. */
  private async typed(
    door: ObjectionDoor,
    goOn: (typed: Pick<UploadedForm, 'form' | 'faults'>) => Promise<string>,
  ): Promise<string> {
    await this.pages.mustDecide(door.request, door.id);
    const { form: sent, files, faults } = await this.uploads.readAny(door.request, 1);
    const form = withKept(sent, files, { many: '', most: 0 });
    return one(form, '_ulang') === '' ? goOn({ form, faults }) : this.pages.show(door, form);
  }
}

/** The body that a draft stands for. Throws 422 for what was only kept and could not be sent. */
function sendable(draft: ReplyDraft, version: number): ReplyBody {
  const { value, faults } = checked(ReplyBody, { ...replyBody(draft.form), version });
  if (faults.length > 0) throw invalid(faults);
  return value;
}
