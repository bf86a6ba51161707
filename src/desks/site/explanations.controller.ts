import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { City } from '../../platform/config/city.js';
import { notFound } from '../../platform/http/problems.js';
import { pathInLanguage } from '../../platform/views/language.js';
import { Views } from '../../platform/views/views.js';
import { flowDrawing } from './flow.page.js';
import { articles, siteParams } from './site-pages.js';

const paths = Object.keys(articles).flatMap((path) => [path, `/en${path}`]);

/** Pages that explain: rights, steps, costs, privacy, the desk. Text of the catalogue, nothing of a case. */
@Controller()
export class ExplanationsController {
  constructor(
    private readonly views: Views,
    private readonly city: City,
    private readonly calendar: CurrentCalendar,
  ) {}

  @Get(paths)
  @Action('site.view')
  article(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const texts = this.views.for(request);
    const path = pathInLanguage(request.url, 'id').split('?')[0]?.replace(/\/$/, '') ?? '';
    const article = articles[path];
    if (article === undefined) throw notFound();
    const link = (to: { readonly path: string }): string => pathInLanguage(to.path, texts.language);
    const { action, back, aside } = article;
    const title = texts.t(`site.${article.name}.title`);
    const params = siteParams(this.city, texts);
    const model = {
      heading: article.heading === undefined ? title : texts.t(article.heading),
      lead: texts.t(`site.${article.name}.lead`),
      body: `site.${article.name}.body`,
      params,
      action: action ? { text: texts.t(action.text), href: link(action) } : null,
      back: back ? { text: texts.t(back.text), href: link(back) } : null,
      aside: aside
        ? {
            title: texts.t(aside.title),
            text: aside.text === undefined ? '' : texts.t(aside.text),
            link: { text: texts.t(aside.linkText), href: link(aside) },
          }
        : null,
    };
    const nav = article.name === 'help' ? 'help' : 'none';
    return this.views.page(request, reply, 'site/article', model, { title, nav, indexed: true });
  }

  @Get(['/alur', '/en/alur'])
  @Action('site.view')
  async flow(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const title = texts.t('site.flow.title');
    const { firstDay = 'next-working-day', collectiveLeave } = (await this.calendar.get()).reading;
    const counting = {
      firstDay: texts.t(`site.flow.first-day.${firstDay}`),
      freeDays: texts.t(`site.flow.free-days.${collectiveLeave}`),
      calculator: pathInLanguage('/hitung', texts.language),
    };
    const model = { drawing: flowDrawing(texts), counting };
    return this.views.page(request, reply, 'site/flow', model, { title, indexed: true });
  }

  @Get(['/maklumat', '/en/maklumat'])
  @Action('site.view')
  pledge(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const texts = this.views.for(request);
    const { ppid, place } = this.city;
    const signature = { place, title: ppid.title[texts.language], name: ppid.name };
    const model = { signature, params: siteParams(this.city, texts) };
    return this.views.page(request, reply, 'site/pledge', model, {
      title: texts.t('site.pledge.title'),
      indexed: true,
    });
  }

  @Get(['/kontak', '/en/kontak'])
  @Action('site.view')
  contact(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const texts = this.views.for(request);
    const model = { fax: this.city.desk.fax, params: siteParams(this.city, texts) };
    return this.views.page(request, reply, 'site/contact', model, {
      title: texts.t('site.contact.title'),
      indexed: true,
    });
  }
}
