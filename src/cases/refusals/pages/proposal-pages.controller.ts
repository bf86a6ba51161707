import { Controller, Get, Header, Param, Post, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { localDayOf } from '../../../law/local-date.js';
import { Action } from '../../../office/access/action.js';
import { scopeOf } from '../../../office/access/policy.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { Database } from '../../../platform/database/database.js';
import type { Tx } from '../../../platform/database/tx.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { notFound, refused } from '../../../platform/http/problems.js';
import { Views } from '../../../platform/views/views.js';
import { itemsOf } from '../../decisions/decided-items.queries.js';
import { CaseActs } from '../../requests/case-acts.js';
import { mustBeCaseId, readCase } from '../../requests/open-case.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';
import { many, one, type ActForm } from '../../requests/pages/act-form.js';
import type { ActPage } from '../../requests/pages/act-page.js';
import { ActPages, goTo, hold, queueQuery } from '../../requests/pages/act-pages.js';
import { ActUploads } from '../../requests/pages/act-uploads.js';
import { ProposeRefusal } from '../propose-refusal.js';
import { PAPERS, RefusalPreviews } from '../refusal-preview.js';
import { decreesInForce, proposalsOf } from '../refusal-records.js';
import { ProposeRefusalBody } from '../refusals.dto.js';
import { DraftedRefusals } from './drafted-refusal.js';
import { PROPOSAL_NAMES, proposalBody, proposalFaults } from './proposal-form.js';
import { proposeModel, testModel } from './proposal.page.js';
import { RefusalDrafts, type RefusalDraft } from './refusal-drafts.js';

const MOST_FILES = 20;
const FILES_AT_ONCE = 6;

/** `/jawab/uji` and `/jawab/ajukan`: the test sheet of a refusal, its papers, and laying it before the superior. */
@Controller('petugas/kasus/:id/jawab')
export class ProposalPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly views: Views,
    private readonly database: Database,
    private readonly uploads: ActUploads,
    private readonly drafts: RefusalDrafts,
    private readonly drafted: DraftedRefusals,
    private readonly previews: RefusalPreviews,
    private readonly propose: ProposeRefusal,
    private readonly acts: CaseActs,
  ) {}

  @Get('uji')
  @Action('case.propose-refusal')
  test(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, this.testPage(door));
  }

  /** Saves the form as it is typed; goes on only when nothing is missing. */
  @Post('uji')
  @FormAgain('acts.uji.title')
  @Action('case.propose-refusal')
  async write(@Door() door: ActDoor): Promise<string> {
    const page = this.testPage(door);
    const sent = await this.uploads.readAny(door.request, FILES_AT_ONCE);
    const { form } = sent;
    if (one(form, '_ulang') !== '') return this.pages.again(door, page, form, []);
    let saved: { readonly draft: RefusalDraft; readonly now: Date };
    try {
      saved = await this.keep(door, form, sent.files);
    } catch (error) {
      return this.pages.handle(door, page, form, error);
    }
    const stays = ['tambah', 'tambah-penguji', 'hapus'].some((name) => one(form, name) !== '');
    if (sent.faults.length > 0) return this.pages.again(door, page, form, sent.faults);
    if (stays) return goTo(door.reply, this.address(door, 'uji'));
    if (one(form, 'nanti') !== '') return goTo(door.reply, `/petugas/kasus/${door.caseId}`);
    const faults = proposalFaults(this.views.for(door.request), saved.draft, localDayOf(saved.now));
    if (faults.length > 0) return this.pages.again(door, page, { ...form, _draf: '' }, faults);
    return goTo(door.reply, this.address(door, 'ajukan'));
  }

  @Get('ajukan')
  @Action('case.propose-refusal')
  async last(@Door() door: ActDoor): Promise<string> {
    const { draft, now } = await this.read(door);
    const faults = proposalFaults(this.views.for(door.request), draft, localDayOf(now));
    if (faults.length > 0) return goTo(door.reply, this.address(door, 'uji'));
    return this.pages.show(door, this.proposePage());
  }

  @Post('ajukan')
  @FormAgain('acts.ajukan.title')
  @Action('case.propose-refusal')
  async send(@Door() door: ActDoor): Promise<string> {
    const { form } = await this.uploads.readAny(door.request, 1);
    const { draft, now } = await this.read(door);
    const faults = proposalFaults(this.views.for(door.request), draft, localDayOf(now));
    if (faults.length > 0 && (await this.wasSent(door, form))) return this.pages.done(door, 'ajukan');
    if (faults.length > 0) return this.pages.again(door, this.testPage(door), {}, faults);
    return this.pages.submit(door, this.proposePage(), form, {
      type: ProposeRefusalBody,
      body: proposalBody(draft),
      done: 'ajukan',
      run: async (tx, row, body) => {
        await this.propose.run(tx, row, body);
        await this.drafts.forget(tx, row.id);
      },
    });
  }

  /** The draft went with the proposal: a repeat of the same form hears the same answer. */
  private wasSent(door: ActDoor, form: ActForm): Promise<boolean> {
    const { actor } = requireSession(door.request);
    const key = one(form, '_kunci');
    return this.acts.wasDone({ actor, actions: ['case.propose-refusal'], caseId: door.caseId, key });
  }

  @Get('ajukan/:paper.pdf')
  @Action('case.propose-refusal')
  @Header('content-type', 'application/pdf')
  @Header('content-disposition', 'inline; filename="rancangan.pdf"')
  async paper(
    @Param('id') caseId: string,
    @Param('paper') paper: string,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const { actor } = requireSession(request);
    const known = PAPERS.find((name) => name === paper);
    const refusal = await this.database.read(actor, scopeOf(actor), async (tx) => {
      const row = await readCase(tx, 'case.propose-refusal', caseId);
      hold(row, 'propose-refusal');
      const draft = await this.drafts.read(tx, row.id);
      return this.drafted.of(tx, row, draft);
    });
    if (known === undefined || refusal === null) throw notFound();
    return new StreamableFile(await this.previews.pdf(refusal, known, 1));
  }

  private testPage(door: ActDoor): ActPage {
    const query = new URLSearchParams(door.request.url.split('?', 2)[1] ?? '');
    return {
      slug: 'jawab/uji',
      template: 'uji',
      action: 'case.propose-refusal',
      event: 'propose-refusal',
      names: PROPOSAL_NAMES,
      words: ['dibuka', 'ditutup', 'tetap-terbuka', 'penjelasan'],
      model: async (sight) => {
        const { tx, row } = sight;
        const today = localDayOf(sight.now);
        return testModel(sight, {
          draft: await this.drafts.read(tx, row.id),
          decrees: await decreesInForce(tx, row.agency_code, today),
          returned: (await proposalsOf(tx, row.id, 'returned')).at(-1) ?? null,
          wished: query.get('luas') ?? '',
          wishedItems: query.getAll('butir'),
          items: await itemsOf(tx, row.id),
        });
      },
    };
  }

  private proposePage(): ActPage {
    return {
      slug: 'jawab/ajukan',
      template: 'ajukan',
      action: 'case.propose-refusal',
      event: 'propose-refusal',
      names: PROPOSAL_NAMES,
      words: [],
      model: async (sight) => {
        const draft = await this.drafts.read(sight.tx, sight.row.id);
        const refusal = await this.drafted.of(sight.tx, sight.row, draft);
        if (refusal === null) throw refused('test-sheet-incomplete');
        const until = await this.previews.objectionUntil(refusal);
        return proposeModel(sight, {
          draft,
          items: refusal.items,
          left: refusal.left,
          objectionUntil: until === null ? null : sight.texts.formats.dateShortYear(until),
          sheet: refusal.words,
        });
      },
    };
  }

  private async keep(
    door: ActDoor,
    form: ActForm,
    added: readonly { readonly id: string; readonly name: string; readonly bytes: number }[],
  ): Promise<{ readonly draft: RefusalDraft; readonly now: Date }> {
    const { actor } = requireSession(door.request);
    const removed = many(form, 'hapus')[0] ?? null;
    return this.database.transaction(actor, scopeOf(actor), async (tx: Tx) => {
      const row = await readCase(tx, 'case.propose-refusal', door.caseId);
      hold(row, 'propose-refusal');
      const known = await this.drafts.read(tx, row.id);
      const files = [
        ...known.files.filter((file) => file.id !== removed),
        ...added.map(({ id, name, bytes }) => ({ id, name, bytes })),
      ].slice(0, MOST_FILES);
      const kept = Object.fromEntries(
        Object.entries(form).filter(([name]) => !name.startsWith('_') && name !== 'hapus'),
      );
      const seen = Number(one(form, '_draf') || '0');
      return { draft: await this.drafts.save(tx, row.id, seen, { form: kept, files }), now: await tx.now() };
    });
  }

  private async read(door: ActDoor): Promise<{ readonly draft: RefusalDraft; readonly now: Date }> {
    const { actor } = requireSession(door.request);
    return this.database.read(actor, scopeOf(actor), async (tx) => {
      await readCase(tx, 'case.propose-refusal', door.caseId);
      return { draft: await this.drafts.read(tx, door.caseId), now: await tx.now() };
    });
  }

  private address(door: ActDoor, step: 'uji' | 'ajukan'): string {
    mustBeCaseId(door.caseId);
    const query = queueQuery(door.request.url);
    return `/petugas/kasus/${door.caseId}/jawab/${step}${query === '' ? '' : `?${query}`}`;
  }
}
