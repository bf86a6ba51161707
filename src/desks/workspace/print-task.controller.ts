import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ObjectionTarget } from '../../cases/objections/objection-row.js';
import { PostObjectionNews } from '../../cases/objections/post-objection-news.js';
import { lockOwnCase, readCase } from '../../cases/requests/open-case.js';
import {
  formFaults,
  one,
  typedOrNull,
  type ActFault,
  type ActForm,
} from '../../cases/requests/pages/act-form.js';
import { formOf, goTo } from '../../cases/requests/pages/act-pages.js';
import { PrintMail } from '../../cases/requests/print-mail.js';
import { RecordPosting, type Posting } from '../../cases/requests/record-posting.js';
import { LetterReceipts } from '../../cases/requests/letter-receipts.js';
import { lettersOf, type IssuedLetter } from '../../cases/requests/letters.queries.js';
import { localDayOf } from '../../law/local-date.js';
import { Action } from '../../office/access/action.js';
import { scopeOf } from '../../office/access/policy.js';
import type { MailKindName } from '../../office/notifications/mail-kinds.js';
import { requireSession } from '../../office/staff/session-source.js';
import { staffFrame } from '../../office/staff/staff-frame.js';
import { Tasks, type Task, type TaskOwner } from '../../office/tasks/tasks.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { serveFile } from '../../platform/files/serve-file.js';
import { notFound, Problem } from '../../platform/http/problems.js';
import { readTypedDate } from '../../platform/views/typed-date.js';
import { Views } from '../../platform/views/views.js';
import { printModel, enclosedIn, type Posted, type PrintSubject } from './print-task.page.js';
import { taskOwner } from './task-owner.js';
import { isPrintable } from './tasks.page.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const NAMES = { sentOn: 'hari', receivedOn: 'terima_hari' };

/** A task in hand with what its news is about. */
interface PrintTask {
  readonly task: Task;
  readonly isOpen: boolean;
  readonly about: PrintSubject;
  readonly letters: readonly IssuedLetter[];
  /** The objection, where no request stands behind it. */
  readonly alone: ObjectionTarget | null;
}

/** `/petugas/tugas/{id}/cetak`: news of a person without e-mail, to print, post and record. */
@Controller('petugas/tugas/:id/cetak')
export class PrintTaskController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly tasks: Tasks,
    private readonly printMail: PrintMail,
    private readonly recordPosting: RecordPosting,
    private readonly receipts: LetterReceipts,
    private readonly objections: PostObjectionNews,
  ) {}

  @Get()
  @Action('mail.print')
  show(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.draw(request, reply, id, {}, []);
  }

  /** The news as a letter. */
  @Get('surat.pdf')
  @Action('mail.print')
  async letter(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { actor } = requireSession(request);
    const texts = this.views.in('id');
    const printed = await this.database.transaction(actor, scopeOf(actor), async (tx) => {
      const { task, about, letters, alone } = await this.find(tx, request, id);
      const news = {
        effectKey: String(task.facts['effectKey']),
        createdAt: task.createdAt,
        enclosures: enclosedIn(texts, task, letters).map(({ name }) => name),
      };
      const content =
        alone === null
          ? await this.printMail.run(tx, await readCase(tx, 'case.read', task.caseId ?? ''), news)
          : await this.objections.print(tx, alone, news);
      return content === null ? null : { content, number: about.number };
    });
    if (printed === null) throw notFound();
    return serveFile(reply, {
      name: `kabar-${printed.number.replaceAll('/', '-')}.pdf`,
      type: 'application/pdf',
      content: printed.content,
    });
  }

  @Post()
  @Action('mail.print')
  async record(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { actor } = requireSession(request);
    const form = formOf(request.body);
    const texts = this.views.for(request);
    const way = one(form, 'cara');
    if (way !== 'post' && way !== 'counter') {
      const fault = { field: 'cara', message: texts.t('requests.errors.way') };
      return this.draw(request, reply, id, form, [fault]);
    }
    const received = ['terima_hari', 'terima_bulan', 'terima_tahun'].some(
      (name) => typedOrNull(form, name) !== null,
    );
    try {
      const done = await this.database.transaction(actor, scopeOf(actor), async (tx) => {
        const { task, isOpen, alone } = await this.find(tx, request, id);
        const whole = await this.post(tx, task, alone, {
          effectKey: String(task.facts['effectKey']),
          mail: String(task.facts['mail']),
          round: typeof task.facts['round'] === 'number' ? task.facts['round'] : null,
          issuedOn: localDayOf(task.createdAt),
          way,
          sentOn: dayIn(form, ''),
          receivedOn: received ? dayIn(form, 'terima_') : null,
        });
        if (whole && isOpen) await this.tasks.complete(tx, task.id, actor.id ?? '', taskOwner(actor));
        return whole;
      });
      return goTo(reply, `/petugas/tugas?selesai=${done ? 'kirim' : 'menunggu-terima'}`);
    } catch (error) {
      if (!(error instanceof Problem) || error.faults.length === 0) throw error;
      return this.draw(request, reply, id, form, formFaults(texts, error.faults, NAMES));
    }
  }

  private async draw(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    form: ActForm,
    errors: readonly ActFault[],
  ): Promise<string> {
    const session = requireSession(request);
    const { actor } = session;
    const texts = this.views.for(request);
    const model = await this.database.read(actor, scopeOf(actor), async (tx) => {
      const { task, about, letters } = await this.find(tx, request, id);
      const [posted] = await tx.query<Posted>('SELECT way, sent_on FROM postings WHERE effect_key = $1', [
        task.facts['effectKey'],
      ]);
      return printModel(texts, {
        task,
        about,
        letters,
        posted: posted ?? null,
        today: localDayOf(await tx.now()),
        form,
        startsTerm: await this.receipts.startsTerm(
          tx,
          String(task.facts['mail']),
          String(task.facts['effectKey']),
        ),
      });
    });
    return this.views.page(
      request,
      reply,
      'workspace/print-task',
      { ...model, values: form, errors, csrf: session.csrf },
      {
        title: texts.t('acts.cetak.title'),
        hasErrors: errors.length > 0,
        staff: staffFrame(texts, session, { current: '/petugas/tugas' }),
        languageLink: false,
      },
    );
  }

  private async find(tx: Tx, request: FastifyRequest, id: string): Promise<PrintTask> {
    const { actor } = requireSession(request);
    const open = UUID.test(id) ? await this.tasks.open(tx, id, taskOwner(actor)) : null;
    const task = open ?? (UUID.test(id) ? await this.handedOver(tx, id, taskOwner(actor)) : null);
    if (task === null || !isPrintable(task)) throw notFound();
    const isOpen = open !== null;
    if (task.caseId !== null) {
      const row = await readCase(tx, 'case.read', task.caseId);
      const waits = row.status === 'incomplete' && row.repair_due_on === null;
      const postBy = waits && task.facts['mail'] === 'needs-completing' ? row.completeness_due_on : null;
      const about = { number: row.register_number, path: `/petugas/kasus/${row.id}`, postBy };
      return { task, isOpen, about, letters: await lettersOf(tx, row.id), alone: null };
    }
    const alone = await this.objections.aloneOf(tx, String(task.facts['effectKey']));
    if (alone === null) throw notFound();
    const { id: objectionId, register_number: number } = alone.objection;
    const about = { number, path: `/petugas/keberatan/${objectionId}`, postBy: null };
    return { task, isOpen, about, letters: await this.objections.letters(tx, alone), alone };
  }

  // The copy was handed over and the answer with it: that it had been posted before may still be told.
  private async handedOver(tx: Tx, id: string, owner: TaskOwner): Promise<Task | null> {
    const task = await this.tasks.closed(tx, id, owner);
    if (task === null || task.facts['mail'] !== ('answered' satisfies MailKindName)) return null;
    const handedOver = await tx.query(
      `SELECT 1 FROM deliveries WHERE case_id = $1 AND channel IN ('pickup', 'inspection')`,
      [task.caseId],
    );
    return handedOver.length === 0 ? null : task;
  }

  private async post(tx: Tx, task: Task, alone: ObjectionTarget | null, posting: Posting): Promise<boolean> {
    if (alone !== null) return this.objections.record(tx, alone.objection.id, posting);
    return this.recordPosting.run(tx, await lockOwnCase(tx, task.caseId ?? ''), posting);
  }
}

/** The typed day, or a text that is no day. */
function dayIn(form: ActForm, prefix: string): string {
  const read = readTypedDate({
    day: one(form, `${prefix}hari`),
    month: one(form, `${prefix}bulan`),
    year: one(form, `${prefix}tahun`),
  });
  return read.ok ? read.date : '';
}
