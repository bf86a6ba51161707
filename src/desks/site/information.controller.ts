import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { notFound } from '../../platform/http/problems.js';
import { pathInLanguage } from '../../platform/views/language.js';
import { Views } from '../../platform/views/views.js';
import { findItems } from './information.page.js';

const LONGEST_SEARCH = 200;

/** What is already public: the list of public information and, once published, answers. */
@Controller()
export class InformationController {
  constructor(private readonly views: Views) {}

  @Get(['/informasi', '/en/informasi'])
  @Action('site.view')
  search(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('q') typed: unknown,
  ): string {
    const texts = this.views.for(request);
    const words =
      typeof typed === 'string'
        ? typed
            .replace(/\p{Cc}/gu, ' ')
            .trim()
            .slice(0, LONGEST_SEARCH)
        : '';
    const file = pathInLanguage('/permohonan', texts.language);
    const model = {
      words,
      items: findItems(texts, words),
      fileHref: words === '' ? file : `${file}?kata=${encodeURIComponent(words)}`,
    };
    const title = texts.t('site.information.title');
    return this.views.page(request, reply, 'site/information', model, {
      title,
      nav: 'search',
      indexed: words === '',
    });
  }

  /** A released answer. None is published yet, so each address is unknown. */
  @Get(['/informasi/:slug', '/en/informasi/:slug'])
  @Action('site.view')
  released(): never {
    throw notFound();
  }
}
