import { Controller, Get, Post } from '@nestjs/common';
import { Action } from '../../../office/access/action.js';
import { Views } from '../../../platform/views/views.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';
import { many, one, typedOrNull } from '../../requests/pages/act-form.js';
import { ActPages } from '../../requests/pages/act-pages.js';
import { ActUploads } from '../../requests/pages/act-uploads.js';
import { TakeRepair } from '../take-repair.js';
import { TakeRepairBody } from '../take-repair.dto.js';
import { TAKE_REPAIR_PAGE } from './take-repair.page.js';

const PLACES = ['simpan-berkas', 'simpan-ktp'] as const;

/** `.../lengkapi/loket`: what the requester shows or hands in at the counter, or has sent as a message. */
@Controller('petugas/kasus/:id/lengkapi/loket')
export class TakeRepairPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly uploads: ActUploads,
    private readonly views: Views,
    private readonly takeRepair: TakeRepair,
  ) {}

  @Get()
  @Action('case.complete')
  show(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, TAKE_REPAIR_PAGE);
  }

  @Post()
  @Action('case.complete')
  async take(@Door() door: ActDoor): Promise<string> {
    const sent = await this.uploads.readAny(door.request, 2);
    const kept = sent.files.map(({ field, id, name }) => [`simpan-${field}`, `${id}|${name}`] as const);
    const form = { ...sent.form, ...Object.fromEntries(kept) };
    const [paper, card] = PLACES.map((place) => one(form, place).split('|', 1)[0] ?? '');
    const shown =
      one(form, 'diperlihatkan') === '' ? null : this.views.for(door.request).t('intake.repair-shown');
    return this.pages.submit(
      door,
      TAKE_REPAIR_PAGE,
      form,
      {
        type: TakeRepairBody,
        body: {
          text: typedOrNull(form, 'keterangan'),
          fileIds: paper === undefined || paper === '' ? [] : [paper],
          identityFileId: card === undefined || card === '' ? null : card,
          nationalId: typedOrNull(form, 'nik'),
          identityShown: shown,
          messageId: typedOrNull(form, 'pesan'),
          ...(typedOrNull(form, 'alasan') === null ? {} : { items: many(form, 'ada') }),
          reason: typedOrNull(form, 'alasan'),
        },
        run: (tx, row, body) => this.takeRepair.run(tx, row, body),
        done: 'loket',
      },
      sent.faults,
    );
  }
}
