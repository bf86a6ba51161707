import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCase } from '../../cases/requests/open-case.js';
import { Action } from '../../office/access/action.js';
import { maySeeIdentity, scopeOf } from '../../office/access/policy.js';
import { StoredFiles } from '../../office/documents/stored-files.js';
import { requireSession } from '../../office/staff/session-source.js';
import { Database } from '../../platform/database/database.js';
import { serveFile } from '../../platform/files/serve-file.js';
import { notFound } from '../../platform/http/problems.js';
import { mayOpenFile } from './staff-files.js';

const OWN_NAMES: readonly string[] = ['answer', 'material'];

/** `/petugas/kasus/{id}/berkas/{file}`: a file of a case, where policy and mark let this person open it. */
@Controller('petugas/kasus/:id/berkas')
export class CaseFilesController {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
  ) {}

  /** A file that may not be opened answers as if it were missing. */
  @Get(':file')
  @Action('case.file')
  async download(
    @Param('id') caseId: string,
    @Param('file') fileId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { actor } = requireSession(request);
    const file = await this.database.read(actor, scopeOf(actor), async (tx) => {
      const row = await readCase(tx, 'case.file', caseId);
      const facts = await this.files.facts(tx, fileId);
      if (facts === null || facts.caseId !== row.id || !mayOpenFile(actor, facts)) throw notFound();
      return this.files.read(tx, fileId);
    });
    const named = maySeeIdentity(actor) || OWN_NAMES.includes(file.purpose);
    const name = named ? file.name : `lampiran-pemohon${/\.[a-z0-9]{2,5}$/iu.exec(file.name)?.[0] ?? ''}`;
    return serveFile(reply, { name, type: file.type, content: file.content });
  }
}
