import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { AnswerPart } from '../../../law/delivery.js';
import { Action } from '../../../office/access/action.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { one, typedOrNull, type ActForm } from '../../requests/pages/act-form.js';
import type { ActStep } from '../../requests/pages/act-page.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { ActUploads } from '../../requests/pages/act-uploads.js';
import { LetterPreviews } from '../../requests/pages/letter-previews.js';
import { DeliverBody, RecordPaymentBody } from '../decisions.dto.js';
import { DeliverInformation } from '../deliver-information.js';
import { RecordPayment } from '../record-payment.js';
import { readDay, readRupiah } from './answer-draft.js';
import { DELIVERY_PAGE, PAYMENT_PAGE } from './delivery.page.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';

const FILES_AT_ONCE = 6;

/** What follows a grant, as pages: payment and hand-over. */
@Controller('petugas/kasus/:id')
export class DeliveryPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly uploads: ActUploads,
    private readonly delivery: DeliverInformation,
    private readonly payment: RecordPayment,
    private readonly previews: LetterPreviews,
  ) {}

  @Get('serahkan')
  @Action('case.deliver')
  handOver(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, DELIVERY_PAGE);
  }

  @Post('serahkan')
  @FormAgain('acts.serahkan.title')
  @Action('case.deliver')
  async deliver(@Door() door: ActDoor): Promise<string> {
    const { form, files, faults } = await this.uploads.readAny(door.request, FILES_AT_ONCE);
    const day = { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
    const step: ActStep<DeliverBody> = {
      type: DeliverBody,
      body: {
        channel: one(form, 'cara'),
        deliveredOn: readDay(day),
        ...(one(form, 'bagian') === '' ? {} : { part: one(form, 'bagian') as AnswerPart }),
        reference: typedOrNull(form, 'nomor-kiriman'),
        fileIds: files.map(({ id }) => id),
      },
      run: (tx, row, body) => this.delivery.run(tx, row, body, { asksForFile: true }),
    };
    return this.pages.submit(door, DELIVERY_PAGE, form, step, faults);
  }

  @Get('bayar')
  @Action('case.record-payment')
  payments(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, PAYMENT_PAGE);
  }

  @Post('bayar')
  @FormAgain('acts.bayar.title')
  @Action('case.record-payment')
  pay(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, PAYMENT_PAGE, form, this.payingStep(form));
  }

  /** The receipt as it would be printed; nothing is kept. */
  @Post('bayar/pratinjau')
  @HttpCode(200)
  @Action('case.record-payment')
  receipt(@Door() door: ActDoor): Promise<Buffer | string> {
    const form = formOf(door.request.body);
    return this.previews.show(door, PAYMENT_PAGE, form, this.payingStep(form));
  }

  private payingStep(form: ActForm): ActStep<RecordPaymentBody> {
    return {
      type: RecordPaymentBody,
      body: { amount: readRupiah(one(form, 'jumlah')), method: one(form, 'cara') },
      run: (tx, row, { amount, method }) => this.payment.run(tx, row, amount, method),
    };
  }
}
