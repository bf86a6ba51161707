import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localDayOf } from '../../../law/local-date.js';
import { Action } from '../../../office/access/action.js';
import { scopeOf } from '../../../office/access/policy.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { staffFrame } from '../../../office/staff/staff-frame.js';
import { Database } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/http/problems.js';
import type { FactRow } from '../../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../../platform/views/texts.js';
import { Views } from '../../../platform/views/views.js';
import { legalBasis } from '../refusal.letter.js';
import { termOf } from './consent.page.js';
import { listedDecree, listedDecrees, type ListedDecree } from './decrees.queries.js';

const DECREES = '/petugas/pengecualian';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** `/petugas/pengecualian`: what the city keeps exempt, until when, and which requests rest on it. */
@Controller('petugas/pengecualian')
export class DecreePagesController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
  ) {}

  @Get()
  @Action('decree.list')
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { actor } = requireSession(request);
    const texts = this.views.for(request);
    const decrees = await this.database.read(actor, scopeOf(actor), listedDecrees);
    const rows = decrees.map((decree) => ({
      href: `${DECREES}/${decree.id}`,
      number: decree.number,
      information: decree.information.replace(/\s+/gu, ' ').slice(0, 160),
      agency: decree.agency ?? texts.t('refusals.decrees.city'),
      term: termOf(texts, decree.exemptUntil),
      state: texts.t(`refusals.decrees.states.${stateOf(decree)}`),
      used: texts.t('refusals.decrees.times', { n: decree.cases.length }),
    }));
    return this.page(request, reply, 'refusals/decrees', { rows }, texts.t('refusals.decrees.title'));
  }

  @Get(':id')
  @Action('decree.list')
  async open(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!UUID.test(id)) throw notFound();
    const { actor } = requireSession(request);
    const texts = this.views.for(request);
    const decree = await this.database.read(actor, scopeOf(actor), (tx) => listedDecree(tx, id));
    if (decree === null) throw notFound();
    const model = {
      number: decree.number,
      backHref: DECREES,
      isInForce: decree.openedAt === null,
      factRows: factsOf(texts, decree),
      ifOpened: decree.harmIfOpened,
      ifClosed: decree.harmIfClosed,
    };
    return this.page(request, reply, 'refusals/decree', model, decree.number);
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    template: string,
    model: object,
    title: string,
  ): string {
    const texts = this.views.for(request);
    return this.views.page(request, reply, template, model, {
      title,
      staff: staffFrame(texts, requireSession(request), { current: DECREES }),
      languageLink: false,
    });
  }
}

function stateOf(decree: ListedDecree): 'in-force' | 'ending' | 'ended' {
  if (decree.openedAt !== null) return 'ended';
  return decree.ending ? 'ending' : 'in-force';
}

function factsOf(texts: Texts, decree: ListedDecree): readonly FactRow[] {
  const { formats } = texts;
  const label = (key: string): string => texts.t(`refusals.decrees.${key}`);
  return [
    {
      label: label('state'),
      value:
        decree.openedAt === null
          ? label(`states.${stateOf(decree)}`)
          : texts.t('refusals.decrees.opened', { date: formats.date(localDayOf(decree.openedAt)) }),
    },
    { label: label('information'), value: decree.information },
    { label: label('basis'), value: legalBasis(decree) },
    { label: label('term'), value: termOf(texts, decree.exemptUntil) },
    { label: label('agency'), value: decree.agency ?? label('city') },
    { label: label('decreed'), value: `${formats.date(decree.decreedOn)}` },
    { label: texts.t('refusals.consent.test'), value: decree.sheetNumber },
    {
      label: texts.t('refusals.consent.testers'),
      value: decree.testers.map(({ name, position, unit }) => `${name}, ${position}, ${unit}`).join('; '),
    },
    ...(decree.approvalNumber === null || decree.approvedOn === null
      ? []
      : [
          { label: label('approval'), value: `${decree.approvalNumber}, ${formats.date(decree.approvedOn)}` },
        ]),
    {
      label: label('used'),
      parts: decree.cases.map(({ id, number }) => ({ text: number, href: `/petugas/kasus/${id}` })),
    },
  ];
}
