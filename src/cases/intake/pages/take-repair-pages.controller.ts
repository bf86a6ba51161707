import { Controller, Get, Post } from '@nestjs/common';
import { Action } from '../../../office/access/action.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { Views } from '../../../platform/views/views.js';
import { PAPER_FIELDS } from '../../requests/named-papers.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';
import { many, one, typedOrNull } from '../../requests/pages/act-form.js';
import { ActPages } from '../../requests/pages/act-pages.js';
import { ActUploads } from '../../requests/pages/act-uploads.js';
import { wayOf } from '../../requests/statement-fields.js';
import { TakeRepair } from '../take-repair.js';
import { TakeRepairBody } from '../take-repair.dto.js';
import { purposeIn } from './intake-form.js';
import { KEPT_FIELDS, TAKE_REPAIR_PAGE } from './take-repair.page.js';

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
  @FormAgain('acts.loket.title')
  @Action('case.complete')
  async take(@Door() door: ActDoor): Promise<string> {
    const sent = await this.uploads.readAny(door.request, KEPT_FIELDS.length);
    const kept = sent.files.map(({ field, id, name }) => [`simpan-${field}`, `${id}|${name}`] as const);
    const form = { ...sent.form, ...Object.fromEntries(kept) };
    const keptId = (field: string): string => one(form, `simpan-${field}`).split('|', 1)[0] ?? '';
    const [paper, card] = [keptId('berkas'), keptId('ktp')];
    const papers = PAPER_FIELDS.flatMap(([item, name]) => {
      const id = keptId(name);
      return id === '' ? [] : [[item, id] as const];
    });
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
          fileIds: paper === '' ? [] : [paper],
          papers: Object.fromEntries(papers),
          identityFileId: card === '' ? null : card,
          nationalId: typedOrNull(form, 'nik'),
          identityShown: shown,
          purpose: purposeIn(form),
          ...wayOf(one(form, 'cara')),
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
