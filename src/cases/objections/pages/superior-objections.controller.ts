import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { showLetter } from '../../../platform/files/serve-file.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { invalid, Problem } from '../../../platform/http/problems.js';
import { checked } from '../../../platform/http/validate.js';
import { readTypedDate } from '../../../platform/views/typed-date.js';
import { one, typedOrNull, type ActForm } from '../../requests/pages/act-form.js';
import { formOf } from '../../requests/pages/act-pages.js';
import { ActUploads, type UploadedForm } from '../../requests/pages/act-uploads.js';
import { keptIds, withKept } from '../../requests/pages/kept-files.js';
import { CloseObjection } from '../close-objection.js';
import { withDecree } from '../decree-of-case.js';
import { NameDelegate } from '../name-delegate.js';
import { ObjectionActs } from '../objection-acts.js';
import { DelegateBody, ReplyBody, replyOf, SettleBody, settlementOf } from '../objection-acts.dto.js';
import { ObjectionLetters } from '../objection-letters.js';
import { ReplyToObjection } from '../reply-to-objection.js';
import { localDayOf } from '../../../law/local-date.js';
import { ObjectionPages, type ObjectionDoor } from './objection-pages.js';
import { settledBody } from './settled-body.js';

const NAMES = {
  outcome: 'hasil',
  reasons: 'uraian',
  order: 'perintah',
  'order.text': 'perintah',
  'order.carryOutBy': 'tanggal',
  letterNumber: 'nomor-surat',
  signedFileId: 'salinan',
  decreeNumber: 'penetapan',
};

/** Field of the signed copy: it is one file, and stays with the form while that is shown again. */
const SIGNED = 'salinan';

/** `/pengawas/keberatan`: the superior's room, and of a delegate the one objection that was left to them. */
@Controller('pengawas/keberatan')
export class SuperiorObjectionsController {
  constructor(
    private readonly pages: ObjectionPages,
    private readonly acts: ObjectionActs,
    private readonly reply: ReplyToObjection,
    private readonly letters: ObjectionLetters,
    private readonly close: CloseObjection,
    private readonly delegates: NameDelegate,
    private readonly uploads: ActUploads,
  ) {}

  @Get()
  @Action('objection.oversee')
  list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('tampilan') view: unknown,
  ): Promise<string> {
    return this.pages.list(request, reply, '/pengawas/keberatan', view);
  }

  @Get(':id')
  @Action('objection.read')
  async one(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.pages.mustDecide(request, id);
    return this.pages.show({ request, reply, room: '/pengawas/keberatan', id });
  }

  @Post(':id')
  @FormAgain('objections.pages.forms.reply')
  @Action('objection.read')
  async answer(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.pages.mustDecide(request, id);
    const door: ObjectionDoor = { request, reply, room: '/pengawas/keberatan', id };
    const { form, faults } = await this.read(request);
    return this.pages.submit(
      door,
      form,
      {
        action: 'objection.reply',
        type: ReplyBody,
        body: replyBody(form),
        names: NAMES,
        done: 'ditanggapi',
        run: (tx, target, sent) => this.reply.run(tx, target, replyOf(sent)),
      },
      faults,
    );
  }

  /** The letter as it would go out, with the person hidden; nothing is kept. A faulty form comes back instead. */
  @Post(':id/pratinjau')
  @FormAgain('objections.pages.forms.reply')
  @HttpCode(200)
  @Action('objection.read')
  async preview(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | string> {
    await this.pages.mustDecide(request, id);
    const { form } = await this.read(request);
    const door: ObjectionDoor = { request, reply, room: '/pengawas/keberatan', id };
    if (one(form, '_ulang') !== '') return this.pages.show(door, form);
    const { value, faults } = checked(ReplyBody, { ...replyBody(form), version: 1 });
    try {
      if (faults.length > 0) throw invalid(faults);
      const { actor } = requireSession(request);
      const content = await this.acts.look(actor, 'objection.read', id, async (tx, target) => {
        const now = await tx.now();
        const found = this.reply.faults(target, replyOf(value), localDayOf(now));
        if (found.length > 0) throw invalid(found);
        return this.letters.preview(tx, target, await withDecree(tx, target, replyOf(value)));
      });
      return showLetter(reply, { name: 'pratinjau-tanggapan.pdf', content });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return this.pages.again(door, form, NAMES, error);
    }
  }

  @Post(':id/limpahkan')
  @FormAgain('objections.pages.forms.delegate')
  @Action('objection.read')
  async delegate(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.pages.mustDecide(request, id);
    const form = formOf(body);
    return this.pages.submit({ request, reply, room: '/pengawas/keberatan', id }, form, {
      action: 'objection.delegate',
      type: DelegateBody,
      body: { staffId: one(form, 'petugas') },
      names: { staffId: 'petugas' },
      done: 'dilimpahkan',
      run: (tx, target, { staffId }) => this.delegates.run(tx, target, staffId),
    });
  }

  @Post(':id/musyawarah')
  @FormAgain('objections.pages.forms.settle')
  @Action('objection.read')
  async settle(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.pages.mustDecide(request, id);
    const form = formOf(body);
    return this.pages.submit({ request, reply, room: '/pengawas/keberatan', id }, form, {
      action: 'objection.settle',
      type: SettleBody,
      body: settledBody(form),
      names: { record: 'catatan', carryOutBy: 'sepakat_hari' },
      done: 'musyawarah',
      run: (tx, target, sent) => this.close.settle(tx, target, settlementOf(sent)),
    });
  }

  private async read(request: FastifyRequest): Promise<Pick<UploadedForm, 'form' | 'faults'>> {
    const { form, files, faults } = await this.uploads.readAny(request, 1);
    return { form: withKept(form, files, { many: '', most: 0 }), faults };
  }
}

/** An order belongs to the form only when something of it was typed; whether there must be one the law says. */
function replyBody(form: ActForm): Readonly<Record<string, unknown>> {
  const text = one(form, 'perintah');
  const typed = { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
  const isEmpty = text.trim() === '' && Object.values(typed).every((part) => part.trim() === '');
  const date = readTypedDate(typed);
  return {
    outcome: one(form, 'hasil'),
    reasons: one(form, 'uraian'),
    order: isEmpty ? null : { text, carryOutBy: date.ok ? date.date : '' },
    letterNumber: typedOrNull(form, 'nomor-surat'),
    signedFileId: keptIds(form, SIGNED)[0] ?? null,
    decreeNumber: typedOrNull(form, 'penetapan'),
  };
}
