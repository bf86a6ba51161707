import { Body, Controller, Get, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localDayOf, yearOf } from '../../law/local-date.js';
import { UU_14_2008 } from '../../law/time-limits.js';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { Audit } from '../../office/audit/audit.js';
import { requireSession } from '../../office/staff/session-source.js';
import { goOn } from '../../office/staff/visitor.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problems.js';
import { isPlainText, tidy } from '../../platform/http/text-rules.js';
import { Views } from '../../platform/views/views.js';
import { AnnualReports, REPORT_LENGTHS } from './annual-report.js';
import { PrintReport } from './print-report.js';
import type { FieldError } from './register-query.js';
import { reportModel } from './report.page.js';
import { REPORT_PARTS, ReportTexts, type ReportWords } from './report-texts.js';
import { reportsFrame } from './reports-frame.js';

/** No report of the years before the law was in force. */
const FIRST_YEAR = yearOf(UU_14_2008);
const MOST_SIGNS = 4_000;

/** How the two lengths are called in a folder of the office. */
const FILE_WORDS = { summary: 'ringkasan', full: 'lengkap' } as const;

type Typed = Readonly<Record<string, unknown>>;

interface FormState {
  readonly typed?: ReportWords;
  readonly errors?: readonly FieldError[];
  readonly saved?: boolean;
  readonly stale?: boolean;
}

/** `/pengawas/laporan`: the annual report, its figures from the register, its words written here. */
@Controller('pengawas/laporan')
export class ReportController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly reports: AnnualReports,
    private readonly texts: ReportTexts,
    private readonly paper: PrintReport,
    private readonly audit: Audit,
    private readonly agencies: AgencyDirectory,
  ) {}

  @Get()
  @Action('report.view')
  async page(
    @Query() query: Typed,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const year = readYear(query['tahun']) ?? (await this.thisYear(request));
    return this.show(request, reply, year, { saved: query['disimpan'] === 'ya' });
  }

  @Post()
  @Action('report.edit')
  async save(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const typed: Typed = typeof body === 'object' && body !== null ? { ...body } : {};
    const year = readYear(typed['tahun']) ?? (await this.thisYear(request));
    const words = wordsOf(typed);
    const errors = REPORT_PARTS.flatMap((part) => faultsOf(part, words[part]));
    if (errors.length > 0) return this.show(request, reply, year, { typed: words, errors });
    const seen = /^\d{1,9}$/u.test(String(typed['versi'])) ? Number(typed['versi']) : -1;
    const actor = staffActor(request);
    const done = await this.database.transaction(actor, scopeOf(actor), async (tx) => {
      const saved = await this.texts.save(tx, year, seen, words);
      if (saved) {
        await this.audit.record(tx, {
          stream: 'reports',
          event: 'report-written',
          effectiveAt: await tx.now(),
          visibleTo: 'staff',
          facts: { year },
        });
      }
      return saved;
    });
    if (!done) return this.show(request, reply, year, { typed: words, stale: true });
    return goOn(reply, `/pengawas/laporan?tahun=${String(year)}&disimpan=ya`);
  }

  @Get(':tahun/:panjang.pdf')
  @Action('report.view')
  async pdf(
    @Param('tahun') typedYear: string,
    @Param('panjang') typedLength: string,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const year = readYear(typedYear);
    const length = REPORT_LENGTHS.find((one) => one === typedLength);
    if (year === null || length === undefined) throw notFound();
    const actor = staffActor(request);
    const report = await this.database.read(actor, scopeOf(actor), (tx) => this.reports.read(tx, year));
    return new StreamableFile(await this.paper.pdf(report, length), {
      type: 'application/pdf',
      disposition: `attachment; filename="laporan-layanan-${String(year)}-${FILE_WORDS[length]}.pdf"`,
    });
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    year: number,
    state: FormState,
  ): Promise<string> {
    const texts = this.views.for(request);
    const actor = staffActor(request);
    const report = await this.database.read(actor, scopeOf(actor), (tx) => this.reports.read(tx, year));
    const last = yearOf(report.knowledge.day);
    const model = reportModel(texts, {
      report,
      agencies: await this.agencies.all(),
      years: [...new Set([last + 1, last, last - 1, last - 2, year])].sort((a, b) => b - a),
      csrf: requireSession(request).csrf,
      typed: state.typed ?? null,
      errors: state.errors ?? [],
      saved: state.saved ?? false,
      stale: state.stale ?? false,
    });
    const title = texts.t('reports.report.title', { year: String(year) });
    const frame = reportsFrame(texts, request, title, '/pengawas/laporan', {
      hasErrors: (state.errors ?? []).length > 0,
      ...(state.stale === true ? { status: 409 } : {}),
    });
    return this.views.page(request, reply, 'reports/report', model, frame);
  }

  private async thisYear(request: FastifyRequest): Promise<number> {
    const actor = staffActor(request);
    return this.database.read(actor, scopeOf(actor), async (tx) => yearOf(localDayOf(await tx.now())));
  }
}

function readYear(typed: unknown): number | null {
  if (typeof typed !== 'string' || !/^\d{4}$/u.test(typed)) return null;
  const year = Number(typed);
  return year >= FIRST_YEAR && year <= 2200 ? year : null;
}

function wordsOf(typed: Typed): ReportWords {
  const textOf = (part: string): string => {
    const value = tidy(typed[part]);
    return typeof value === 'string' ? value : '';
  };
  return Object.fromEntries(REPORT_PARTS.map((part) => [part, textOf(part)])) as ReportWords;
}

function faultsOf(field: string, text: string): readonly FieldError[] {
  if ([...text].length > MOST_SIGNS) return [{ field, message: 'reports.errors.part-long' }];
  return isPlainText(text, true) ? [] : [{ field, message: 'problems.fields.control-characters' }];
}
