import { randomUUID } from 'node:crypto';
import type { FiledRequest } from '../support/answers.js';
import type { StaffRole, TestApp } from '../support/app.js';
import { expectStatus, type Answer, type Problem } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';

export const STORY = 'Sampai hari ini saya belum menerima pemberitahuan tertulis.';
export const REASONS = 'Tidak dibantah. Register menunjukkan permohonan tidak dijawab sampai batasnya.';

export interface ObjectionDetail {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly version: number;
  readonly commissionUntil: string | null;
  readonly delegate: { readonly id: string; readonly name: string } | null;
  readonly deciderConsented: boolean;
  readonly order: {
    readonly kind: 'give' | 'answer';
    readonly carriedOutOn: string | null;
    readonly endedOn: string | null;
    readonly overdue: boolean;
  } | null;
  readonly reply: { readonly outcome: string; readonly asDelegate: boolean; readonly by: string } | null;
  readonly actions: readonly string[];
}

export interface FiledObjection {
  readonly objectionNumber: string;
  readonly trackingCode?: string;
  readonly replyDueDate: string;
  readonly receivedAt: string;
  readonly links: Readonly<Record<string, string>>;
}

/** What the specs of objections do over and over, by API alone. */
export class ObjectionWorld {
  constructor(readonly app: TestApp) {}

  file(filed: FiledRequest, body: Readonly<Record<string, unknown>>): Promise<Answer<FiledObjection>> {
    return this.app.citizenAct<FiledObjection>(filed, 'object', body);
  }

  async mustFile(filed: FiledRequest, grounds: readonly string[]): Promise<FiledObjection> {
    return expectStatus(await this.file(filed, { grounds, story: STORY }), 201);
  }

  async id(number: string): Promise<string> {
    const [row] = await this.app.sql<{ id: string }>('SELECT id FROM objections WHERE register_number = $1', [
      number,
    ]);
    if (row === undefined) throw new Error(`no objection ${number}`);
    return row.id;
  }

  async read(number: string, role: StaffRole = 'superior', agency?: string): Promise<ObjectionDetail> {
    const client = await this.app.signIn(role, agency);
    return expectStatus(
      await client.get<ObjectionDetail>(`/api/v1/objections/${await this.id(number)}`),
      200,
    );
  }

  /** Acts with the current version, or with the one in `body`; the answer may be a refusal. */
  async act(
    who: readonly [StaffRole, string?],
    number: string,
    action: string,
    body: Readonly<Record<string, unknown>> = {},
    key: string = randomUUID(),
  ): Promise<Answer<ObjectionDetail>> {
    const client = await this.app.signIn(...who);
    const [row] = await this.app.sql<{ id: string; version: number }>(
      'SELECT id, version FROM objections WHERE register_number = $1',
      [number],
    );
    return client.post<ObjectionDetail>(
      `/api/v1/objections/${row?.id ?? ''}/${action}`,
      { version: row?.version, ...body },
      { key },
    );
  }

  async mustAct(
    who: readonly [StaffRole, string?],
    number: string,
    action: string,
    body: Readonly<Record<string, unknown>> = {},
  ): Promise<ObjectionDetail> {
    return expectStatus(await this.act(who, number, action, body), 200);
  }

  /** A file to hand over. */
  async copy(): Promise<string> {
    const sent = await this.app.citizen.upload<{ fileId: string }>(
      sampleFiles.pdf('Salinan'),
      'salinan.pdf',
      '',
    );
    return expectStatus(sent, 201).fileId;
  }

  /** A request to Dinas Pendidikan that the agency answered as not held, so that grounds d and e are open. */
  async answered(): Promise<FiledRequest> {
    const filed = await this.app.fileRequest({ agency: 'disdik' });
    const officer = await this.app.signIn('officer', 'disdik');
    await this.app.mustAct(officer, await this.app.caseId(filed.registerNumber), 'answer-not-held', {
      holder: 'Pemerintah Provinsi Maluku',
      reason: 'Urusan SMA ada pada provinsi.',
    });
    return filed;
  }
}

export const codeOf = (answer: Answer<unknown>): string => (answer.body as Problem).code;

export const fieldsOf = (answer: Answer<unknown>): readonly string[] =>
  ((answer.body as Problem).errors ?? []).map(({ field }) => field);

/** A grant with an order by this day. */
export const granting = (carryOutBy: string, outcome = 'granted') => ({
  outcome,
  reasons: REASONS,
  order: { text: 'Jawab permohonan secara tertulis dan berikan salinannya.', carryOutBy },
});
