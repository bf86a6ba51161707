import { codeOf, ObjectionWorld, STORY } from '../objections/objection-world.js';
import type { FiledRequest } from '../support/answers.js';
import type { TestApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody, type RequestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields } from '../workspace/office.js';

/** A letter of somebody whom only the post reaches. */
export interface Paper {
  readonly filed: FiledRequest;
  readonly id: string;
}

/** What office and requester do about a request for which everything goes by post. */
export class PaperOffice {
  private readonly world: ObjectionWorld;

  constructor(private readonly app: TestApp) {
    this.world = new ObjectionWorld(app);
  }

  /** Received Tue 2026-11-24, to be answered by Tue 2026-12-08. */
  async enter(wish: Partial<RequestBody> = { delivery: 'post', format: 'hardcopy' }): Promise<Paper> {
    await this.app.setClock('2026-11-24T10:00:00+09:00');
    const desk = await this.app.signIn('desk');
    const body = {
      ...requestBody(wish),
      channel: 'post',
      requester: { ...requestBody().requester, email: null, phone: null },
    };
    const filed = expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body), 201);
    return { filed, id: await this.app.caseId(filed.registerNumber) };
  }

  async answer({ id }: Pick<Paper, 'id'>): Promise<void> {
    await this.app.mustAct(await this.app.signIn('officer', 'disdik'), id, 'answer-not-held', {
      holder: 'Pemerintah Provinsi Maluku',
      reason: 'Urusan SMA ada pada provinsi.',
    });
  }

  async grant({ id }: Paper): Promise<void> {
    await this.app.mustAct(await this.app.signIn('officer', 'disdik'), id, 'grant', {
      form: 'hardcopy',
      cost: { copy: 0, delivery: 0, other: 0 },
      ...{ provideOn: '2027-01-29', fileIds: [], explanation: 'Salinan disiapkan.' },
    });
  }

  /** Granted as a file, free of cost: it lies on the status page. */
  async grantOnline({ id }: Paper): Promise<void> {
    const { body } = await this.app.citizen.upload<{ fileId: string }>(
      sampleFiles.pdf('rincian'),
      'rincian.pdf',
      '',
    );
    await this.app.mustAct(await this.app.signIn('officer', 'disdik'), id, 'grant', {
      form: 'softcopy',
      cost: { copy: 0, delivery: 0, other: 0 },
      ...{ provideOn: '2026-12-08', fileIds: [body.fileId], explanation: 'Rincian terlampir.' },
    });
  }

  async handOver({ id }: Paper, deliveredOn: string): Promise<void> {
    await this.app.mustAct(await this.app.signIn('desk'), id, 'deliver', { channel: 'pickup', deliveredOn });
  }

  async extend({ id }: Paper): Promise<void> {
    await this.app.mustAct(await this.app.signIn('officer', 'disdik'), id, 'extend', {
      reasons: ['statusUndecided'],
      explanation: 'Masih diperiksa oleh bidang.',
    });
  }

  async printTask({ id }: Paper, mail: string): Promise<{ id: string; due: string | null }> {
    const [task] = await this.app.sql<{ id: string; due: string | null }>(
      `SELECT id, due_on::text AS due FROM tasks WHERE case_id = $1 AND kind = 'print-mail' AND facts->>'mail' = $2`,
      [id, mail],
    );
    if (task === undefined) throw new Error(`nothing to print of ${mail}`);
    return task;
  }

  /** The desk records the day on which the letter left, and the day of its receipt where it is known. */
  async post(paper: Paper, mail: string, sentOn: string, receivedOn?: string): Promise<void> {
    const desk = await this.app.signIn('desk');
    const path = `/petugas/tugas/${(await this.printTask(paper, mail)).id}/cetak`;
    const page = await desk.page(path);
    const [tahun = '', bulan = '', hari = ''] = sentOn.split('-');
    const [year = '', month = '', day = ''] = (receivedOn ?? '').split('-');
    const answered = await desk.submit(path, {
      ...hiddenFields(page.text, 'cetak'),
      ...{ cara: 'post', hari, bulan, tahun },
      ...(receivedOn === undefined ? {} : { terima_hari: day, terima_bulan: month, terima_tahun: year }),
    });
    expect(answered.status).toBe(303);
  }

  /** What the desk is asked about: letters of which nobody recorded that they left, or were received. */
  asked({ id }: Paper): Promise<{ mail: string; open: boolean }[]> {
    return this.app.sql<{ mail: string; open: boolean }>(
      `SELECT facts->>'mail' AS mail, done_at IS NULL AS open FROM tasks
       WHERE case_id = $1 AND kind = 'receipt-missing'`,
      [id],
    );
  }

  /** What the desk is told about letters that should have left. */
  late({ id }: Paper): Promise<{ mail: string; due: string; open: boolean }[]> {
    return this.app.sql<{ mail: string; due: string; open: boolean }>(
      `SELECT facts->>'mail' AS mail, due_on::text AS due, done_at IS NULL AS open FROM tasks
       WHERE case_id = $1 AND kind = 'letter-late'`,
      [id],
    );
  }

  /** Whether the register, and with it the report, counts it as late. */
  async countsAsLate({ filed }: Paper): Promise<boolean> {
    const supervisor = await this.app.signIn('supervisor');
    const lists = async (late: 'yes' | 'no'): Promise<boolean> =>
      (
        await supervisor.page(`/pengawas/register?dari=2026-01-01&sampai=2026-12-31&lewat=${late}`)
      ).text.includes(filed.registerNumber);
    const late = await lists('yes');
    expect(await lists('no')).toBe(!late);
    return late;
  }

  async objecting({ filed }: Paper, ground: string): Promise<string> {
    const answer = await this.world.file(filed, { grounds: [ground], story: STORY });
    return answer.status === 201 ? 'open' : codeOf(answer);
  }

  /** The grounds that the facts bear: a refusal and a cost are never among them here, so the whole list is refused. */
  async grounds({ filed }: Paper): Promise<string> {
    const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const refused = await this.world.file(filed, { grounds: all, story: STORY });
    expect(refused.status).toBe(409);
    const { notOpen } = refused.body as unknown as { notOpen: readonly string[] };
    return all.filter((ground) => !notOpen.includes(ground)).join('');
  }
}
