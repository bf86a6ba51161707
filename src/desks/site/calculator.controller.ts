import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import ical, { ICalCalendarMethod } from 'ical-generator';
import { addCalendarDays, parseLocalDate } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import { endOfCount, type DayZero } from '../../law/term.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { Action } from '../../office/access/action.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { LONGEST_EXPLANATION } from '../../office/calendar/explain-working-days.js';
import { CityRules, type RuleSet } from '../../office/calendar/city-rules.js';
import { City } from '../../platform/config/city.js';
import { notFound } from '../../platform/http/problems.js';
import { Views } from '../../platform/views/views.js';
import {
  countedResult,
  decreeLines,
  provisionalWords,
  readCount,
  typedFor,
  type TypedCount,
} from './calculator.page.js';
import { Today } from './today.js';

type TypedQuery = Readonly<Record<string, unknown>>;

/** `/hitung`: anybody may count a term, day by day, and take its last day into a calendar. */
@Controller()
export class CalculatorController {
  constructor(
    private readonly views: Views,
    private readonly city: City,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly today: Today,
  ) {}

  @Get(['/hitung', '/en/hitung'])
  @Action('site.view')
  async count(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: TypedQuery,
  ): Promise<string> {
    const texts = this.views.for(request);
    const { calendar, older } = await this.counting(query);
    const today = await this.today.get();
    const values = typedOf(query) ?? typedFor(today, timeLimit('reply', today).length);
    const read = readCount(texts, values);
    const dayZero = dayZeroOf(query);
    const { coveredYears } = calendar;
    const model = {
      values,
      errors: read.ok ? [] : read.errors,
      ...(read.ok
        ? countedResult(texts, calendar, { ...read.count, dayZero }, rulesQuery(query))
        : { block: null, days: null }),
      rule: texts.t(
        calendar.reading.firstDay === 'day-of-receipt'
          ? 'site.calculator.rule-counted'
          : 'site.calculator.rule',
      ),
      olderRules:
        older === null
          ? null
          : texts.t('site.calculator.older-rules', {
              version: String(older.version),
              date: texts.formats.date(older.effectiveFrom),
            }),
      decrees: decreeLines(texts, calendar, read.ok ? { ...read.count, dayZero } : null, today),
      covered: texts.t('site.calculator.calendar-covered', {
        first: String(coveredYears[0] ?? ''),
        last: String(coveredYears.at(-1) ?? ''),
      }),
    };
    const options = {
      title: texts.t('site.calculator.title'),
      nav: 'help',
      hasErrors: !read.ok,
      indexed: true,
    } as const;
    return this.views.page(request, reply, 'site/calculator', model, options);
  }

  @Get(['/hitung/batas.ics', '/en/hitung/batas.ics'])
  @Action('site.view')
  async ics(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: TypedQuery,
  ): Promise<string> {
    const start = typeof query['dari'] === 'string' ? parseLocalDate(query['dari']) : null;
    const workingDays =
      typeof query['jumlah'] === 'string' && /^\d{1,3}$/.test(query['jumlah']) ? Number(query['jumlah']) : 0;
    if (start === null || workingDays < 1 || workingDays > LONGEST_EXPLANATION) throw notFound();
    const texts = this.views.for(request);
    const { calendar, older } = await this.counting(query);
    const dayZero = dayZeroOf(query);
    const { date: due, provisional } = endOfCount({ start, workingDays, dayZero }, calendar);
    const date = texts.formats.date(start);
    const file = ical({
      name: this.city.siteName[texts.language],
      method: ICalCalendarMethod.PUBLISH,
      prodId: {
        company: this.city.domain,
        product: 'Tenggat',
        language: texts.language === 'id' ? 'ID' : 'EN',
      },
    });
    file.createEvent({
      // Another way to count is another entry.
      id: `hitung-${[start, workingDays, dayZero, older?.version ?? 'kini'].join('-')}@${this.city.domain}`,
      start: due,
      end: addCalendarDays(due, 1),
      allDay: true,
      stamp: await this.today.now(),
      ...(provisional === null ? {} : { description: provisionalWords(texts, calendar, provisional.year) }),
      summary: texts.t('site.calculator.event', { n: workingDays, date }).replaceAll('\u00a0', ' '),
    });
    reply.header('content-type', 'text/calendar; charset=utf-8');
    reply.header('content-disposition', 'attachment; filename="batas.ics"');
    return `${file.toString()}\r\n`;
  }

  /** By the readings in force today, or by those of the version that a case's link names. */
  private async counting(
    query: TypedQuery,
  ): Promise<{ readonly calendar: WorkingCalendar; readonly older: RuleSet | null }> {
    const current = await this.rules.current();
    const named = query['aturan'];
    const asked =
      typeof named === 'string' && /^\d{1,9}$/.test(named) && Number(named) !== current.version
        ? (await this.rules.all()).find(({ version }) => version === Number(named))
        : undefined;
    return { calendar: await this.calendar.under((asked ?? current).ruleset), older: asked ?? null };
  }
}

/** `sejak=akhir`: the day given is the last day of the term before and is full (links from a case). */
function dayZeroOf(query: TypedQuery): DayZero {
  return query['sejak'] === 'akhir' ? 'end-of-term' : 'receipt';
}

/** What a link from a case adds to the question. */
function rulesQuery(query: TypedQuery): string {
  const kept = ['aturan', 'sejak'].flatMap((name): [string, string][] => {
    const value = query[name];
    return typeof value === 'string' && /^[a-z0-9]{1,9}$/.test(value) ? [[name, value]] : [];
  });
  return kept.length === 0 ? '' : `&${new URLSearchParams(kept).toString()}`;
}

/** The four fields as typed, or null when the page is opened without any. */
function typedOf(query: TypedQuery): TypedCount | null {
  const field = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.slice(0, 20) : '';
  };
  const typed = { day: field('hari'), month: field('bulan'), year: field('tahun'), count: field('jumlah') };
  return Object.values(typed).every((value) => value === '') && !('hari' in query) ? null : typed;
}
