import { Controller, Get, Post } from '@nestjs/common';
import { parseLocalDate } from '../../../law/local-date.js';
import { Action } from '../../../office/access/action.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { readTypedDate } from '../../../platform/views/typed-date.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';
import { one, type ActForm } from '../../requests/pages/act-form.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { ActUploads } from '../../requests/pages/act-uploads.js';
import { ReceiveMaterialBody, RequestMaterialBody } from '../materials.dto.js';
import { ReceiveMaterial } from '../receive-material.js';
import { RequestMaterial } from '../request-material.js';
import { ASK_PAGE, TAKE_PAGE } from './material.page.js';

const FILES_AT_ONCE = 6;

/** Material from other units, as pages. */
@Controller('petugas/kasus/:id')
export class MaterialPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly uploads: ActUploads,
    private readonly requestMaterial: RequestMaterial,
    private readonly receiveMaterial: ReceiveMaterial,
  ) {}

  @Get('minta-bahan')
  @Action('case.request-material')
  asking(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, ASK_PAGE);
  }

  @Post('minta-bahan')
  @FormAgain('acts.minta-bahan.title')
  @Action('case.request-material')
  ask(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, ASK_PAGE, form, {
      type: RequestMaterialBody,
      body: { from: one(form, 'dari'), dueOn: typedDayOf(form), text: one(form, 'teks') },
      run: (tx, row, body) => this.requestMaterial.run(tx, row, { ...body, dueOn: body.dueOn ?? null }),
    });
  }

  @Get('terima-bahan')
  @Action('case.receive-material')
  taking(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, TAKE_PAGE);
  }

  @Post('terima-bahan')
  @FormAgain('acts.terima-bahan.title')
  @Action('case.receive-material')
  async take(@Door() door: ActDoor): Promise<string> {
    const sent = door.request.isMultipart()
      ? await this.uploads.read(door.request, FILES_AT_ONCE)
      : { form: formOf(door.request.body), files: [], faults: [] };
    const { form } = sent;
    const body = {
      materialId: one(form, 'bahan') || null,
      answer: one(form, 'teks'),
      fileIds: sent.files.map(({ id }) => id),
    };
    const step = {
      type: ReceiveMaterialBody,
      body,
      run: (...[tx, row, given]: Parameters<ReceiveStep>) =>
        this.receiveMaterial.run(tx, row, {
          materialId: given.materialId ?? null,
          answer: given.answer,
          fileIds: given.fileIds ?? [],
        }),
    };
    return this.pages.submit(door, TAKE_PAGE, form, step, sent.faults);
  }
}

type ReceiveStep = (
  tx: Parameters<ReceiveMaterial['run']>[0],
  row: Parameters<ReceiveMaterial['run']>[1],
  body: ReceiveMaterialBody,
) => unknown;

/** The typed day; empty where it is none, which the check of the body then says. */
function typedDayOf(form: ActForm): string {
  const typed = { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
  const read = readTypedDate(typed);
  return read.ok ? (parseLocalDate(read.date) ?? '') : '';
}
