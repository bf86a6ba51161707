import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayVerifyIdentity } from '../../../law/state-sets.js';
import { Action } from '../../../office/access/action.js';
import { Audit } from '../../../office/audit/audit.js';
import { StoredFiles } from '../../../office/documents/stored-files.js';
import { Requesters } from '../../../office/requesters/requesters.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { notFound } from '../../../platform/http/problems.js';
import { VersionedBody } from '../case-acts.js';
import { ClearFile } from '../clear-file.js';
import { ReasonBody, VerifyIdentityBody } from '../request-acts.dto.js';
import { VerifyIdentity } from '../verify-identity.js';
import { one, typedOrNull } from './act-form.js';
import type { ActPage } from './act-page.js';
import { ActPages, formOf } from './act-pages.js';
import { IDENTITY_PAGE, identityRows, openedAt } from './identity.page.js';
import { Door, type ActDoor } from './act-door.js';

/** What the desk alone may do with the person of a case: open, check, and free an attachment of it. */
@Controller('petugas/kasus/:id')
export class IdentityPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly requesters: Requesters,
    private readonly audit: Audit,
    private readonly files: StoredFiles,
    private readonly verifyIdentity: VerifyIdentity,
    private readonly clearFile: ClearFile,
  ) {}

  @Get('identitas')
  @Action('case.identity')
  closed(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, this.identityPage());
  }

  /** Records who opened it and why; no version changes, because nothing of the case does. */
  @Post('identitas')
  @FormAgain('acts.identitas.title')
  @Action('case.identity')
  open(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = formOf(body);
    return this.pages.submit({ request, reply, caseId }, this.identityPage(), form, {
      type: ReasonBody,
      body: { reason: one(form, 'alasan') },
      run: async (tx, row, { reason }) =>
        this.audit.record(tx, {
          caseId: row.id,
          event: 'identity-opened',
          effectiveAt: await tx.now(),
          visibleTo: 'staff',
          agency: row.agency_code,
          facts: { reason },
        }),
      goTo: `/petugas/kasus/${caseId}/identitas`,
    });
  }

  @Post('identitas/periksa')
  @FormAgain('acts.identitas.title')
  @Action('case.verify-identity')
  verify(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, this.identityPage(), form, {
      action: 'case.verify-identity',
      type: VerifyIdentityBody,
      body: { how: one(form, 'cara'), nationalId: typedOrNull(form, 'nik') },
      run: (tx, row, { how, nationalId }) => this.verifyIdentity.run(tx, row, how, nationalId ?? null),
    });
  }

  @Get('berkas/:file/bebas-identitas')
  @Action('case.clear-file')
  look(
    @Param('id') caseId: string,
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.show({ request, reply, caseId }, this.clearPage(file));
  }

  @Post('berkas/:file/bebas-identitas')
  @Action('case.clear-file')
  clear(
    @Param('id') caseId: string,
    @Param('file') file: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.submit({ request, reply, caseId }, this.clearPage(file), formOf(body), {
      type: VersionedBody,
      body: {},
      run: (tx, row) => this.clearFile.run(tx, row, file),
      done: 'bebas',
    });
  }

  private identityPage(): ActPage {
    return {
      ...IDENTITY_PAGE,
      model: async ({ tx, row, texts, now }) => {
        const opened = await openedAt(tx, row.id);
        if (opened === null) return { identity: null };
        const requester = await this.requesters.open(tx, row.requester_id);
        return {
          identity: identityRows(texts, row.id, requester, now),
          closes: texts.t('acts.identitas.closes', { time: texts.formats.clock(opened) }),
          mayVerify: requester.verified === null && mayVerifyIdentity(row.status),
        };
      },
    };
  }

  private clearPage(fileId: string): ActPage {
    return {
      slug: `berkas/${fileId}/bebas-identitas`,
      template: 'bebas',
      action: 'case.clear-file',
      names: {},
      words: [],
      model: async ({ tx, row, texts }) => {
        const file = await this.files.facts(tx, fileId);
        if (file === null || file.caseId !== row.id || file.purpose !== 'attachment') throw notFound();
        return {
          file: {
            name: file.name,
            href: `/petugas/kasus/${row.id}/berkas/${file.id}`,
            facts: texts.formats.bytes(file.bytes),
          },
        };
      },
    };
  }
}
