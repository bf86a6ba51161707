import { randomUUID } from 'node:crypto';
import { ObjectionWorld, REASONS } from '../objections/objection-world.js';
import type { FiledRequest } from '../support/answers.js';
import type { TestApp } from '../support/app.js';
import { expectStatus, type Answer, type Problem } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';

export interface DisputeDetail {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly furtherStepUntil: string | null;
  readonly steps: readonly {
    readonly order: {
      readonly state: string;
      readonly extent: string | null;
      readonly carryOutBy: string;
      readonly suspendedOn: string | null;
    } | null;
  }[];
  readonly actions: readonly string[];
}

/** A request, the objection to its answer, and the dispute about that. */
export interface Disputed {
  readonly filed: FiledRequest;
  readonly id: string;
  readonly objection: string;
  readonly dispute: string;
}

export const ORDER = 'Serahkan rinciannya kepada pemohon.';

/** What the specs of disputes do over and over, by API alone. */
export class DisputeWorld {
  readonly objections: ObjectionWorld;

  constructor(readonly app: TestApp) {
    this.objections = new ObjectionWorld(app);
  }

  /** An answered request, objected to in vain on this ground and before the commission since today. */
  async disputed(filed: FiledRequest, ground: string): Promise<Disputed> {
    const { objectionNumber: objection } = await this.objections.mustFile(filed, [ground]);
    await this.objections.mustAct(['superior'], objection, 'reply', {
      ...{ outcome: 'inadmissible', reasons: REASONS },
    });
    const opened = await this.open(objection);
    const id = await this.app.caseId(filed.registerNumber);
    return { filed, id, objection, dispute: expectStatus(opened, 201).id };
  }

  async open(objectionNumber: string): Promise<Answer<DisputeDetail & Problem>> {
    const supervisor = await this.app.signIn('supervisor');
    return supervisor.post(
      '/api/v1/disputes',
      { objectionNumber, commissionNumber: '021/REG-PSI/XI/2026', filedOn: await this.today() },
      { key: randomUUID() },
    );
  }

  async read({ dispute }: Disputed): Promise<DisputeDetail> {
    const supervisor = await this.app.signIn('supervisor');
    return expectStatus(await supervisor.get<DisputeDetail>(`/api/v1/disputes/${dispute}`), 200);
  }

  async act(of: Disputed, action: string, body: object = {}): Promise<Answer<DisputeDetail & Problem>> {
    const { version } = await this.read(of);
    const supervisor = await this.app.signIn('supervisor');
    return supervisor.post(
      `/api/v1/disputes/${of.dispute}/${action}`,
      { version, ...body },
      { key: randomUUID() },
    );
  }

  async mustAct(of: Disputed, action: string, body: object = {}): Promise<DisputeDetail> {
    return expectStatus(await this.act(of, action, body), 200);
  }

  /** A decision of today; `carryOutBy` is the day of its order, `extent` how much it orders to give. */
  async decided(
    of: Disputed,
    action: string,
    carryOutBy: string | null,
    { extent, ...more }: { readonly extent?: string; readonly earlierOrder?: string } = {},
  ): Promise<DisputeDetail> {
    const order = carryOutBy === null ? null : { text: ORDER, carryOutBy, ...(extent && { extent }) };
    return this.mustAct(of, action, {
      ...{ decidedOn: await this.today(), order, fileId: await this.upload('Putusan'), ...more },
    });
  }

  /** The order is reported as done, with one file to hand over unless `fileIds` says otherwise. */
  async carriedOut(of: Disputed, more: object = {}): Promise<DisputeDetail> {
    const fileIds = [await this.upload('Salinan')];
    return this.mustAct(of, 'carry-out', { explanation: 'Sudah diserahkan.', fileIds, ...more });
  }

  async upload(name: string): Promise<string> {
    const sent = await this.app.citizen.upload<{ fileId: string }>(sampleFiles.pdf(name), 'salinan.pdf', '');
    return expectStatus(sent, 201).fileId;
  }

  /** By the city's clock. */
  async today(): Promise<string> {
    const [row] = await this.app.sql<{ day: string }>(
      `SELECT (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date::text AS day`,
    );
    return row?.day ?? '';
  }
}
