import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { one } from '../../requests/pages/act-form.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { DeliverBody, RecordPaymentBody } from '../decisions.dto.js';
import { DeliverInformation } from '../deliver-information.js';
import { RecordPayment } from '../record-payment.js';
import { readDay, readRupiah } from './answer-draft.js';
import { DELIVERY_PAGE, PAYMENT_PAGE } from './delivery.page.js';

/** What follows a grant, as pages: payment and hand-over. */
@Controller('petugas/kasus/:id')
export class DeliveryPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly delivery: DeliverInformation,
    private readonly payment: RecordPayment,
  ) {}

  @Get('serahkan')
  @Action('case.deliver')
  handOver(
    @Param('id') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.show({ request, reply, caseId }, DELIVERY_PAGE);
  }

  @Post('serahkan')
  @Action('case.deliver')
  deliver(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = formOf(body);
    const day = { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
    return this.pages.submit({ request, reply, caseId }, DELIVERY_PAGE, form, {
      type: DeliverBody,
      body: { channel: one(form, 'cara'), deliveredOn: readDay(day) },
      run: (tx, row, { channel, deliveredOn }) => this.delivery.run(tx, row, channel, deliveredOn),
    });
  }

  @Get('bayar')
  @Action('case.record-payment')
  payments(
    @Param('id') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.show({ request, reply, caseId }, PAYMENT_PAGE);
  }

  @Post('bayar')
  @Action('case.record-payment')
  pay(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = formOf(body);
    return this.pages.submit({ request, reply, caseId }, PAYMENT_PAGE, form, {
      type: RecordPaymentBody,
      body: { amount: readRupiah(one(form, 'jumlah')), method: one(form, 'cara') },
      run: (tx, row, { amount, method }) => this.payment.run(tx, row, amount, method),
    });
  }
}
