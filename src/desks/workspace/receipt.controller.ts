import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCase } from '../../cases/requests/open-case.js';
import { PrintReceipt } from '../../cases/requests/print-receipt.js';
import { Action } from '../../office/access/action.js';
import { scopeOf } from '../../office/access/policy.js';
import { requireSession } from '../../office/staff/session-source.js';
import { Database } from '../../platform/database/database.js';
import { showLetter } from '../../platform/files/serve-file.js';

/** `/petugas/kasus/{id}/tanda-bukti`: the receipt of a request; it names the person, so it is the desk's. */
@Controller('petugas/kasus/:id/tanda-bukti')
export class CaseReceiptController {
  constructor(
    private readonly database: Database,
    private readonly receipts: PrintReceipt,
  ) {}

  /** A part has no receipt of its own: one request, one receipt (UU 14/2008 art. 22). */
  @Get()
  @Action('case.identity')
  async print(
    @Param('id') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { actor } = requireSession(request);
    const receipt = await this.database.transaction(actor, scopeOf(actor), async (tx) => {
      const row = await readCase(tx, 'case.identity', caseId);
      return this.receipts.copy(tx, row.parent_id ?? row.id);
    });
    return showLetter(reply, receipt);
  }
}
