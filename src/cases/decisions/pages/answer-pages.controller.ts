import { Body, Controller, Get, Header, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { scopeOf } from '../../../office/access/policy.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { City } from '../../../platform/config/city.js';
import { Database } from '../../../platform/database/database.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { notFound } from '../../../platform/http/problems.js';
import { Views } from '../../../platform/views/views.js';
import { mustBeCaseId, readCase } from '../../requests/open-case.js';
import { many, one, type ActForm } from '../../requests/pages/act-form.js';
import type { ActPage } from '../../requests/pages/act-page.js';
import { ActPages, formOf, goTo, queueQuery } from '../../requests/pages/act-pages.js';
import { ActUploads } from '../../requests/pages/act-uploads.js';
import { GroupDesk } from '../group-desk.js';
import { itemsOf } from '../decided-items.queries.js';
import { ANSWERS, EXEMPTIONS, type AnswerDraft } from './answer-draft.js';
import { AnswerDrafts } from './answer-drafts.js';
import { AnswerPreviews } from './answer-preview.js';
import { AnswerSteps } from './answer-steps.js';
import {
  answerPage,
  contentModel,
  contentOf,
  decisionModel,
  filesModel,
  previewModel,
  removedFile,
} from './answer.page.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';

const MOST_FILES = 20;
const FILES_AT_ONCE = 6;

/** `/jawab/{langkah}`: decision, contents, files, preview, and sending; the draft is the agency's, saved each step. */
@Controller('petugas/kasus/:id/jawab')
export class AnswerPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly steps: AnswerSteps,
    private readonly drafts: AnswerDrafts,
    private readonly previews: AnswerPreviews,
    private readonly uploads: ActUploads,
    private readonly database: Database,
    private readonly views: Views,
    private readonly groups: GroupDesk,
    private readonly rules: CityRules,
    private readonly city: City,
  ) {}

  @Get('1')
  @Action('case.grant')
  decision(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, this.decisionPage());
  }

  @Post('1')
  @FormAgain('acts.jawab-keputusan.title')
  @Action('case.grant')
  async decide(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = formOf(body);
    const extent = EXEMPTIONS.find((exempt) => exempt === one(form, 'keputusan'));
    if (extent !== undefined) {
      mustBeCaseId(caseId);
      const wished = new URLSearchParams({ luas: extent });
      for (const item of many(form, 'butir')) wished.append('butir', item);
      return goTo(reply, `/petugas/kasus/${caseId}/jawab/uji?${wished.toString()}`);
    }
    const decision = ANSWERS.find((answer) => answer === one(form, 'keputusan')) ?? null;
    const faults =
      decision === null
        ? [{ field: 'keputusan', message: this.views.for(request).t('acts.jawab.choose') }]
        : [];
    const door = { request, reply, caseId };
    return this.save(
      door,
      this.decisionPage(),
      form,
      faults,
      () => ({ decision, items: many(form, 'butir') }),
      2,
    );
  }

  @Get('2')
  @Action('case.grant')
  content(@Door() door: ActDoor): Promise<string> {
    return this.decided(door, this.contentPage());
  }

  @Post('2')
  @FormAgain('acts.jawab-isi.title')
  @Action('case.grant')
  async write(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const door = { request, reply, caseId };
    const form = formOf(body);
    const draft = await this.draftOf(door);
    if (draft.decision === null) return goTo(reply, this.address(request, caseId, 1));
    const content = contentOf(form);
    const faults =
      one(form, '_ulang') === ''
        ? this.steps.faults(this.views.for(request), { ...draft, ...content }, await this.today(door))
        : [];
    const next = draft.decision === 'granted' ? 3 : 4;
    return this.save(door, this.contentPage(), form, faults, () => content, next);
  }

  @Get('3')
  @Action('case.grant')
  files(@Door() door: ActDoor): Promise<string> {
    return this.decided(door, this.filesPage());
  }

  /** Adds the files that came; a press on "Hapus" takes one away; both stay on the page. */
  @Post('3')
  @FormAgain('acts.jawab-berkas.title')
  @Action('case.grant')
  async addFiles(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const door = { request, reply, caseId };
    const sent = request.isMultipart()
      ? await this.uploads.read(request, FILES_AT_ONCE)
      : { form: formOf(body), files: [], faults: [] };
    const removed = removedFile(sent.form);
    const added = sent.files.map(({ id, name, bytes }) => ({ id, name, bytes }));
    const stays = removed !== null || sent.faults.length > 0 || one(sent.form, 'tambah') !== '';
    const change = (draft: AnswerDraft): Partial<AnswerDraft> => ({
      files: [...draft.files.filter((file) => file.id !== removed), ...added].slice(0, MOST_FILES),
    });
    if (sent.faults.length > 0) {
      await this.keep(door, sent.form, change);
      return this.pages.again(door, this.filesPage(), sent.form, sent.faults);
    }
    return this.save(door, this.filesPage(), sent.form, [], change, stays ? 3 : 4);
  }

  @Get('4')
  @Action('case.grant')
  preview(@Door() door: ActDoor, @Query('lihat') tab: unknown): Promise<string> {
    return this.decided(door, this.previewPage(tab));
  }

  @Get('5')
  @Action('case.grant')
  last(@Door() { request, reply, caseId }: ActDoor): string {
    return goTo(reply, this.address(request, caseId, 4));
  }

  @Post('5')
  @FormAgain('acts.jawab-pratinjau.title')
  @Action('case.grant')
  async send(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const door = { request, reply, caseId };
    const form = formOf(body);
    if (one(form, '_ulang') !== '') return goTo(reply, this.address(request, caseId, 4));
    const draft = await this.draftOf(door);
    if (draft.decision === null) {
      if (await this.steps.wasSent(door, form)) return this.pages.done(door, 'jawab');
      return goTo(reply, this.address(request, caseId, 1));
    }
    const faults = this.steps.faults(this.views.for(request), draft, await this.today(door));
    if (faults.length > 0) return this.pages.again(door, this.contentPage(), {}, faults);
    return this.steps.send(door, { ...this.previewPage(undefined), words: [] }, form, draft);
  }

  @Get('pratinjau.pdf')
  @Action('case.grant')
  @Header('content-type', 'application/pdf')
  @Header('content-disposition', 'inline; filename="pratinjau-surat.pdf"')
  async pdf(@Param('id') caseId: string, @Req() request: FastifyRequest): Promise<StreamableFile> {
    const { actor } = requireSession(request);
    const pdf = await this.database.read(actor, scopeOf(actor), async (tx) => {
      const row = await readCase(tx, 'case.grant', caseId);
      const draft = await this.drafts.read(tx, caseId);
      const preview = await this.previews.of(tx, row, await itemsOf(tx, caseId), draft);
      if (preview === null) throw notFound();
      return this.previews.pdf(row, preview, await tx.now());
    });
    return new StreamableFile(pdf);
  }

  private decisionPage(): ActPage {
    return answerPage(1, async (sight) =>
      decisionModel(
        sight,
        await this.drafts.read(sight.tx, sight.row.id),
        await itemsOf(sight.tx, sight.row.id),
      ),
    );
  }

  private contentPage(): ActPage {
    return answerPage(2, async (sight) =>
      contentModel(
        sight,
        await this.drafts.read(sight.tx, sight.row.id),
        await this.rules.ofCase(sight.row),
        this.city.costs.sheet,
      ),
    );
  }

  private filesPage(): ActPage {
    return answerPage(3, async (sight) =>
      filesModel(sight, await this.drafts.read(sight.tx, sight.row.id), MOST_FILES),
    );
  }

  private previewPage(tab: unknown): ActPage {
    const shown = tab === 'email' || tab === 'berkas' ? tab : 'surat';
    return answerPage(4, async (sight) => {
      const draft = await this.drafts.read(sight.tx, sight.row.id);
      const items = await itemsOf(sight.tx, sight.row.id);
      const preview = await this.previews.of(sight.tx, sight.row, items, draft);
      if (preview === null) throw notFound();
      const others = await this.groups.count(sight.tx, sight.row);
      const publicBody = this.city.siteName.id;
      return { ...previewModel(sight, draft, preview, { tab: shown, publicBody }), others };
    });
  }

  /** A later step without a decision leads back to the first. */
  private async decided(door: ActDoor, page: ActPage): Promise<string> {
    const draft = await this.draftOf(door);
    return draft.decision === null
      ? goTo(door.reply, this.address(door.request, door.caseId, 1))
      : this.pages.show(door, page);
  }

  private async save(
    door: ActDoor,
    page: ActPage,
    form: ActForm,
    faults: readonly { readonly field: string; readonly message: string }[],
    change: (draft: AnswerDraft) => Partial<AnswerDraft>,
    next: number,
  ): Promise<string> {
    if (one(form, '_ulang') !== '') return this.pages.again(door, page, form, []);
    if (faults.length > 0) return this.pages.again(door, page, form, faults);
    try {
      await this.keep(door, form, change);
    } catch (error) {
      return this.pages.handle(door, page, form, error);
    }
    return goTo(door.reply, this.address(door.request, door.caseId, next));
  }

  private async keep(
    door: ActDoor,
    form: ActForm,
    change: (draft: AnswerDraft) => Partial<AnswerDraft>,
  ): Promise<void> {
    const { actor } = requireSession(door.request);
    await this.database.transaction(actor, scopeOf(actor), async (tx) => {
      await readCase(tx, 'case.grant', door.caseId);
      await this.drafts.save(tx, door.caseId, Number(one(form, '_draf') || '0'), change);
    });
  }

  private async draftOf(door: ActDoor): Promise<AnswerDraft> {
    const { actor } = requireSession(door.request);
    return this.database.read(actor, scopeOf(actor), async (tx) => {
      await readCase(tx, 'case.grant', door.caseId);
      return this.drafts.read(tx, door.caseId);
    });
  }

  private async today(door: ActDoor): Promise<Date> {
    const { actor } = requireSession(door.request);
    return this.database.read(actor, scopeOf(actor), (tx) => tx.now());
  }

  private address(request: FastifyRequest, caseId: string, step: number): string {
    mustBeCaseId(caseId);
    const query = queueQuery(request.url);
    return `/petugas/kasus/${caseId}/jawab/${String(step)}${query === '' ? '' : `?${query}`}`;
  }
}
