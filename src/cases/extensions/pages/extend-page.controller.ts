import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../../office/access/action.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { noticePaper } from '../../requests/notice-body.js';
import { many, one, typedOrNull, type ActForm } from '../../requests/pages/act-form.js';
import type { ActStep } from '../../requests/pages/act-page.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { LetterPreviews } from '../../requests/pages/letter-previews.js';
import { ExtendDeadline } from '../extend-deadline.js';
import { ExtendDeadlineForm } from '../extend-deadline.dto.js';
import { extendPage } from './extend.page.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';

/** The one lawful extension, as a page. */
@Controller('petugas/kasus/:id/perpanjang')
export class ExtendPageController {
  constructor(
    private readonly pages: ActPages,
    private readonly extendDeadline: ExtendDeadline,
    private readonly previews: LetterPreviews,
  ) {}

  @Get()
  @Action('case.extend')
  show(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, extendPage(this.extendDeadline));
  }

  @Post()
  @FormAgain('acts.perpanjang.title')
  @Action('case.extend')
  extend(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, extendPage(this.extendDeadline), form, this.step(form));
  }

  /** The letter as it would go out; nothing is kept. */
  @Post('pratinjau')
  @HttpCode(200)
  @Action('case.extend')
  preview(@Door() door: ActDoor): Promise<Buffer | string> {
    const form = formOf(door.request.body);
    return this.previews.show(door, extendPage(this.extendDeadline), form, this.step(form));
  }

  private step(form: ActForm): ActStep<ExtendDeadlineForm> {
    return {
      type: ExtendDeadlineForm,
      body: {
        reasons: many(form, 'alasan'),
        explanation: one(form, 'penjelasan'),
        letterNumber: typedOrNull(form, 'nomor-surat'),
      },
      run: (tx, row, sent) => this.extendDeadline.run(tx, row, { ...sent, ...noticePaper(sent) }),
    };
  }
}
