import { Controller, Get, Header, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import { needsMayorApproval } from '../../../law/who-decides.js';
import { Action } from '../../../office/access/action.js';
import { scopeOf } from '../../../office/access/policy.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { Requesters } from '../../../office/requesters/requesters.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { staffFrame } from '../../../office/staff/staff-frame.js';
import { StaffQueries } from '../../../office/staff/staff.queries.js';
import { Database } from '../../../platform/database/database.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { notFound, refused } from '../../../platform/http/problems.js';
import { Views } from '../../../platform/views/views.js';
import { readDay } from '../../decisions/pages/answer-draft.js';
import { decidedOf, itemsOf } from '../../decisions/decided-items.queries.js';
import { readCase } from '../../requests/open-case.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';
import { one, typedOrNull, type ActForm } from '../../requests/pages/act-form.js';
import type { ActPage } from '../../requests/pages/act-page.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { ConsentRefusal } from '../consent-refusal.js';
import { proposalsOf } from '../refusal-records.js';
import { PAPERS, RefusalPreviews } from '../refusal-preview.js';
import { ConsentBody, ReturnBody } from '../refusals.dto.js';
import { ReturnProposal } from '../return-proposal.js';
import { CONSENTS, consentModel, waitingRows } from './consent.page.js';
import { waitingCases } from './consent.queries.js';
import { decreeRow } from './decree.page.js';
import { waitingDecrees } from './decrees.queries.js';

const NAMES = {
  reason: 'alasan',
  letterNumber: 'nomor-surat',
  decreeNumber: 'nomor-penetapan',
  approvalNumber: 'nomor-persetujuan',
  approvedOn: 'persetujuan',
} as const;

/** `/pengawas/persetujuan`: refusals that wait for the superior, and the page that decides one. */
@Controller('pengawas/persetujuan')
export class ConsentPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly views: Views,
    private readonly database: Database,
    private readonly staff: StaffQueries,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly consents: ConsentRefusal,
    private readonly returns: ReturnProposal,
    private readonly previews: RefusalPreviews,
    private readonly requesters: Requesters,
  ) {}

  @Get()
  @Action('consent.list')
  async list(
    @Query('selesai') done: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = requireSession(request);
    const texts = this.views.for(request);
    const { cases, decrees, now } = await this.database.read(
      session.actor,
      scopeOf(session.actor),
      async (tx) => ({
        cases: await waitingCases(tx),
        decrees: await waitingDecrees(tx),
        now: await tx.now(),
      }),
    );
    const calendars = new Map<number, WorkingCalendar>();
    for (const { ruleSetVersion } of cases) {
      calendars.set(ruleSetVersion, await this.calendar.forCase({ rule_set_version: ruleSetVersion }));
    }
    const today = await this.calendar.get();
    const rows = waitingRows(texts, cases, {
      now,
      me: session.actor.id,
      calendarOf: (row) => calendars.get(row.ruleSetVersion) ?? today,
    });
    const isDone = done === 'setuju' || done === 'kembali';
    const model = {
      rows,
      decrees: decrees.map((decree) => decreeRow(texts, decree, '/pengawas/pengecualian')),
      done: isDone ? texts.t(`refusals.done.${done}`) : null,
    };
    return this.views.page(request, reply, 'refusals/consents', model, {
      title: texts.t('refusals.list.title'),
      staff: staffFrame(texts, session, {
        current: CONSENTS,
        counts: { [CONSENTS]: rows.length + decrees.length },
      }),
      languageLink: false,
    });
  }

  @Get(':id')
  @Action('consent.list')
  show(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, this.page(door.caseId));
  }

  @Post(':id')
  @FormAgain('acts.persetujuan.title')
  @Action('consent.list')
  async decide(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    const page = this.page(door.caseId);
    if (one(form, '_ulang') !== '') return this.pages.again(door, page, form, []);
    if (one(form, 'putusan') === 'kembali') {
      return this.pages.submit(door, page, form, {
        type: ReturnBody,
        action: 'case.return',
        body: { reason: one(form, 'alasan') },
        run: (tx, row, { reason }) => this.returns.run(tx, row, reason),
        goTo: CONSENTS,
        done: 'kembali',
      });
    }
    if (one(form, 'putusan') !== 'setuju') {
      const message = this.views.for(door.request).t('refusals.errors.decision');
      return this.pages.again(door, page, form, [{ field: 'putusan', message }]);
    }
    return this.pages.submit(door, page, form, {
      type: ConsentBody,
      body: {
        letterNumber: typedOrNull(form, 'nomor-surat'),
        decreeNumber: typedOrNull(form, 'nomor-penetapan'),
        approvalNumber: typedOrNull(form, 'nomor-persetujuan'),
        approvedOn: approvedOn(form),
      },
      run: (tx, row, body) => this.consents.run(tx, row, body),
      goTo: CONSENTS,
      done: 'setuju',
    });
  }

  @Get(':id/:paper.pdf')
  @Action('consent.list')
  @Header('content-type', 'application/pdf')
  @Header('content-disposition', 'inline; filename="rancangan.pdf"')
  async paper(
    @Param('id') caseId: string,
    @Param('paper') paper: string,
    @Query('usul') number: unknown,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const { actor } = requireSession(request);
    const known = PAPERS.find((name) => name === paper);
    const refusal = await this.database.read(actor, scopeOf(actor), async (tx) => {
      const row = await readCase(tx, 'case.consent', caseId);
      const proposals = await proposalsOf(tx, row.id, 'open');
      if (proposals.length === 0 || row.status !== 'consent_pending') throw refused('not-in-this-state');
      if (known === undefined) throw notFound();
      return {
        row,
        now: await tx.now(),
        items: decidedOf(await itemsOf(tx, row.id)),
        bases: proposals.map(({ sheet, decree, proposal }) => ({
          sheet,
          decree,
          explanation: proposal.explanation,
          stillOpen: proposal.still_open,
        })),
        letterNumber: proposals[0]?.proposal.letter_number ?? null,
        onPaper: await this.requesters.goesOnPaper(tx, row.requester_id),
      };
    });
    const which = /^[1-9]\d?$/u.test(String(number)) ? Number(number) : 1;
    return new StreamableFile(await this.previews.pdf(refusal, known ?? 'surat', which));
  }

  private page(caseId: string): ActPage {
    return {
      slug: 'persetujuan',
      action: 'case.consent',
      event: 'consent',
      names: NAMES,
      words: ['alasan'],
      place: { address: `${CONSENTS}/${caseId}`, menu: CONSENTS },
      model: async (sight) => {
        const proposals = await proposalsOf(sight.tx, sight.row.id, 'open');
        if (proposals.length === 0) throw refused('not-in-this-state');
        return consentModel(sight, {
          items: decidedOf(await itemsOf(sight.tx, sight.row.id)),
          proposals,
          names: await this.staff.nameOf(
            sight.tx,
            proposals.map(({ proposal }) => proposal.proposed_by),
          ),
          needsMayor: needsMayorApproval(await this.rules.ofCase(sight.row)),
        });
      },
    };
  }
}

function approvedOn(form: ActForm): string | null {
  const typed = { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
  return Object.values(typed).every((part) => part.trim() === '') ? null : readDay(typed);
}
