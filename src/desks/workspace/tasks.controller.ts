import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CloseRemedies } from '../../cases/objections/close-remedies.js';
import { objectionsOfNews } from '../../cases/objections/objections-of-news.queries.js';
import { formOf, goTo } from '../../cases/requests/pages/act-pages.js';
import { one } from '../../cases/requests/pages/act-form.js';
import { Action } from '../../office/access/action.js';
import { scopeOf } from '../../office/access/policy.js';
import { RefusedMails } from '../../office/notifications/refused-mails.js';
import { SendAgain } from '../../office/notifications/send-again.js';
import { requireSession } from '../../office/staff/session-source.js';
import { staffFrame } from '../../office/staff/staff-frame.js';
import { Tasks } from '../../office/tasks/tasks.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { isPlainText } from '../../platform/http/text-rules.js';
import type { Texts } from '../../platform/views/texts.js';
import { Views } from '../../platform/views/views.js';
import { typed, type TypedQuery } from './queue-filters.js';
import { taskOwner } from './task-owner.js';
import { taskRows } from './tasks.page.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** What the address says after a mail was to be sent again. */
const DONE = { waiting: 'kirim-lagi', gone: 'tanpa-isi' } as const;

/** `/petugas/tugas`: work that is no act on a case, and the mail that came back. */
@Controller('petugas/tugas')
export class TasksController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly tasks: Tasks,
    private readonly refused: RefusedMails,
    private readonly sendAgain: SendAgain,
    private readonly remedies: CloseRemedies,
  ) {}

  @Get()
  @Action('task.list')
  list(
    @Query() query: TypedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.draw(request, reply, typed(query, 'selesai'), null, '');
  }

  @Post(':id/selesai')
  @Action('task.complete')
  async complete(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { actor } = requireSession(request);
    if (!UUID.test(id)) throw notFound();
    const done = await this.database.transaction(actor, scopeOf(actor), async (tx) => {
      const task = await this.tasks.open(tx, id, taskOwner(actor));
      const completed = await this.tasks.complete(tx, id, actor.id ?? '', taskOwner(actor));
      if (completed && task?.kind === 'dispute-named')
        await this.remedies.withoutDispute(tx, String(task.facts['objectionId']));
      return completed;
    });
    // Done by somebody else meanwhile is done all the same; a foreign task is not listed anyway.
    return goTo(reply, `/petugas/tugas${done ? '?selesai=tugas' : ''}`);
  }

  @Post(':id/kirim-lagi')
  @Action('mail.bounce')
  async resend(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { actor } = requireSession(request);
    if (!UUID.test(id)) throw notFound();
    const outcome = await this.database.transaction(actor, scopeOf(actor), (tx) =>
      this.sendAgain.run(tx, id, actor.id ?? '', taskOwner(actor)),
    );
    return goTo(reply, `/petugas/tugas${outcome === 'no-such-task' ? '' : `?selesai=${DONE[outcome]}`}`);
  }

  @Post('kembali')
  @Action('mail.bounce')
  async bounce(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { actor } = requireSession(request);
    const form = formOf(body);
    const kind = RETURNED_NEWS.find((known) => known === one(form, 'kabar')) ?? null;
    const number = one(form, 'nomor').trim().toUpperCase().slice(0, 60);
    const entered = await this.database.transaction(actor, scopeOf(actor), async (tx) => {
      const effectKey = isPlainText(number, false) ? await lastMailOf(tx, number, kind) : null;
      return effectKey !== null && (await this.refused.enterBounce(tx, effectKey, 'other'));
    });
    if (entered) return goTo(reply, '/petugas/tugas?selesai=kembali');
    const message = this.views.for(request).t('acts.tugas.nomor-missing');
    return this.draw(request, reply, null, message, number);
  }

  private async draw(
    request: FastifyRequest,
    reply: FastifyReply,
    done: string | null,
    error: string | null,
    number: string,
  ): Promise<string> {
    const session = requireSession(request);
    const { actor } = session;
    const texts = this.views.for(request);
    const read = await this.database.read(actor, scopeOf(actor), async (tx) => {
      const tasks = await this.tasks.listOpen(tx, taskOwner(actor));
      return {
        tasks,
        numbers: await numbersOf(
          tx,
          tasks.flatMap((task) => task.caseId ?? []),
        ),
        alone: await aloneOf(
          tx,
          tasks.flatMap(({ caseId, facts }) => (caseId === null ? String(facts['effectKey']) : [])),
        ),
      };
    });
    const model = {
      rows: taskRows(texts, read.tasks, read.numbers, read.alone),
      csrf: session.csrf,
      mayBounce: actor.roles.includes('desk'),
      errors: error === null ? [] : [{ field: 'nomor', message: error }],
      number,
      returnedNews: RETURNED_NEWS.map((value) => ({ value, text: texts.t(`acts.tugas.news.${value}`) })),
      done: doneWords(texts, done),
    };
    return this.views.page(request, reply, 'workspace/tasks', model, {
      title: texts.t('acts.tugas.title'),
      hasErrors: error !== null,
      staff: staffFrame(texts, session, {
        current: '/petugas/tugas',
        counts: { '/petugas/tugas': read.tasks.length },
      }),
      languageLink: false,
    });
  }
}

/** News whose return counts before the law, so that the desk may name it although other news went after it. */
const RETURNED_NEWS = [
  'needs-completing',
  'closed-incomplete',
  'answered',
  'objection-answered',
  'order-carried-out',
] as const;

/** The sentence above the list after an act. */
function doneWords(texts: Texts, done: string | null): string | null {
  switch (done) {
    case 'tugas':
      return texts.t('acts.tugas.done');
    case 'kembali':
      return texts.t('acts.tugas.bounced');
    case 'kirim':
      return texts.t('acts.tugas.posted');
    case 'menunggu-terima':
      return texts.t('acts.tugas.wait-receipt');
    case DONE.waiting:
      return texts.t('acts.tugas.sent-again');
    case DONE.gone:
      return texts.t('acts.tugas.gone');
    default:
      return null;
  }
}

async function numbersOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; register_number: string }>(
    'SELECT id, register_number FROM cases WHERE id = ANY ($1::uuid[])',
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row.register_number]));
}

/** Objections without a request, by the key of their news. */
async function aloneOf(
  tx: Tx,
  keys: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly number: string }>> {
  if (keys.length === 0) return new Map();
  return new Map((await objectionsOfNews(tx, keys)).map(({ key, id, number }) => [key, { id, number }]));
}

/** The newest mail, or the newest of a kind, to the requester of this number that a server accepted. */
async function lastMailOf(tx: Tx, number: string, kind: string | null): Promise<string | null> {
  const rows = await tx.query<{ effect_key: string }>(
    `SELECT o.effect_key FROM outbox o JOIN cases c ON c.id = o.case_id
     WHERE c.register_number = $1 AND o.recipient_kind = 'requester' AND o.state = 'accepted'
       AND ($2::text IS NULL OR o.kind = $2)
     ORDER BY o.created_at DESC, o.accepted_at DESC LIMIT 1`,
    [number, kind],
  );
  return rows[0]?.effect_key ?? null;
}
