import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Action } from '../access/action.js';
import { signedIn } from '../access/actor-source.js';
import { FilingCaps } from '../access/filing-caps.js';
import { City } from '../../platform/config/city.js';
import { FileStore } from '../../platform/files/file-store.js';
import { receiveForm, type ReceivedForm } from '../../platform/files/multipart.js';
import { invalid, Problem } from '../../platform/http/problems.js';
import { fileFault } from './file-faults.js';
import { UploadFile, type UploadedFile } from './upload-file.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';

/** Uploads for programs (`contract.md` section 3): one multipart field `file`, no session needed. */
@Controller('api/v1/files')
export class UploadsController {
  constructor(
    private readonly upload: UploadFile,
    private readonly store: FileStore,
    private readonly caps: FilingCaps,
    private readonly city: City,
  ) {}

  @Post()
  @HttpCode(201)
  @Action('file.upload')
  @ApiRoute('Takes a file', { upload: 'multipart/form-data' })
  async take(@Req() request: FastifyRequest): Promise<UploadedFile> {
    const actor = signedIn(request)?.actor;
    await this.caps.holdUpload(request.ip);
    const { fileBytes, answerFileBytes } = this.city.limits;
    const limits = { fileBytes: actor === undefined ? fileBytes : answerFileBytes, files: 2 };
    const form = await receiveForm(request, this.store, limits);
    try {
      return await this.keep(form, actor === undefined ? {} : { actor });
    } finally {
      await form.discard();
    }
  }

  private async keep(form: ReceivedForm, options: Parameters<UploadFile['run']>[1]): Promise<UploadedFile> {
    if (form.cutOff) throw new Problem(400, 'upload-cut-off');
    const [file, second] = form.files;
    if (file === undefined || file.field !== 'file') {
      throw invalid([{ field: 'file', code: 'missing', message: 'filing.errors.file-missing' }]);
    }
    if (second !== undefined) {
      throw invalid([{ field: 'file', code: 'too-many', message: 'filing.errors.file-one' }]);
    }
    const upload = await this.upload.run(file, options);
    if (upload.ok) return upload.file;
    if (upload.fault === 'file-too-large') throw new Problem(413, 'too-large');
    throw invalid([fileFault('file', upload.fault, file, this.city.limits.fileBytes)]);
  }
}
