import { Body, Controller, Headers, HttpCode, Ip, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { FilingCaps } from '../../office/access/filing-caps.js';
import { validated } from '../../platform/http/validate.js';
import { readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import { FileRequest } from './file-request.js';
import { FileRequestBody } from './filing-body.js';
import type { FilingAnswer } from './filing.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';

/** Route name of a filing in the idempotency table; the receipt page looks the kept answer up by it. */
export const FILING_ROUTE = 'POST /api/v1/requests';

/** Filing for programs (`contract.md` section 3); the pages build the same body. */
@Controller('api/v1/requests')
export class RequestsController {
  constructor(
    private readonly fileRequest: FileRequest,
    private readonly caps: FilingCaps,
  ) {}

  @Post()
  @HttpCode(201)
  @Action('request.file')
  @ApiRoute('Files a request', { body: FileRequestBody, repeatable: true })
  async file(
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
    @Ip() network: string,
  ): Promise<FilingAnswer> {
    const repeatKey = readIdempotencyKey(key);
    const filing = validated(FileRequestBody, body);
    await this.caps.hold(network, filing.requester.email ?? null, filing.requester.nationalId ?? null);
    return this.fileRequest.run(
      filing,
      { channel: 'api' },
      { route: FILING_ROUTE, account: 'public', key: repeatKey, body },
    );
  }
}
