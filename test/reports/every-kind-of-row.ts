import { DisputeWorld } from '../disputes/dispute-world.js';
import { granting, ObjectionWorld, REASONS } from '../objections/objection-world.js';
import { PARTIAL, refusalCase } from '../refusals/office.js';
import type { FiledRequest } from '../support/answers.js';
import type { TestApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody, variants } from '../support/request-bodies.js';

const DESK = ['desk'] as const;
const SUPERIOR = ['superior'] as const;
const OFFICER = ['officer', 'disdik'] as const;
const RECORD = 'PPID memberikan rinciannya.';

/**
 * What may become of a request once it is objected to, through the real API, Mon 2027-01-11 to Thu 2027-03-25: every kind
 * of row that the register of objections prints, and what orders and agreements add to that of requests.
 */
export class EveryKindOfRow {
  private readonly world: ObjectionWorld;
  private readonly commission: DisputeWorld;
  private readonly orders = new Map<string, string>();

  constructor(private readonly app: TestApp) {
    this.world = new ObjectionWorld(app);
    this.commission = new DisputeWorld(app);
  }

  async live(): Promise<void> {
    await this.app.passTo('2027-01-11T09:00:00+09:00');
    const waiting = await this.granted({ pauseUntilPaid: true });
    const lowered = await this.granted({});
    await this.mustAct(DESK, lowered, 'record-payment', { amount: 5_000, method: 'cash' });
    const withdrawn = await this.granted({});
    const orderEnds = await this.granted({});
    const silent = await this.app.fileRequest();
    const unsentExtension = await this.app.fileRequest(variants.withoutMail());
    const repaired = [await this.repairable(), await this.repairable()] as const;
    const inTwoParts = await this.inTwoParts();
    const free = await this.freeOfRequest();
    for (const kind of ['done', 'late', 'lapsed', 'open', 'agreed-done', 'agreed-late', 'agreed-lapsed'])
      await this.objected(kind);
    for (const kind of ['agreed', 'upheld', 'withdrawn', 'replied-late', 'ruled', 'replaced', 'disputed'])
      await this.objected(kind);
    await this.orderAll();
    const agreed = { record: RECORD, carryOutBy: '2027-01-15' };
    await this.world.mustAct(DESK, await this.object(waiting, 'f'), 'settle', { ...agreed, cost: 2_000 });
    const lower = await this.object(lowered, 'f');
    await this.world.mustAct(SUPERIOR, lower, 'reply', granting('2027-01-29'));
    await this.world.mustAct(SUPERIOR, await this.object(orderEnds, 'f'), 'reply', granting('2027-01-29'));
    await this.world.mustAct(DESK, free, 'settle', agreed);
    const opened = await this.object(inTwoParts, 'a');
    await this.world.mustAct(SUPERIOR, opened, 'reply', granting('2027-01-29'));

    await this.app.passTo('2027-01-13T09:00:00+09:00');
    for (const filed of repaired)
      expectStatus(await this.app.citizenAct(filed, 'complete', { text: 'Tahun 2025.', fileIds: [] }), 200);
    await this.app.passTo('2027-01-20T09:00:00+09:00');
    for (const kind of ['done', 'late', 'agreed-done', 'agreed-late']) await this.carryOut(kind);
    await this.carryOutOf(opened, ['officer', 'disdukcapil']);
    await this.world.mustAct(OFFICER, lower, 'carry-out', {
      ...{ explanation: 'Biaya diturunkan.', fileIds: [], cost: 1_000 },
    });
    for (const filed of [withdrawn, orderEnds])
      expectStatus(await this.app.citizenAct(filed, 'withdraw', { reason: 'Sudah tidak perlu.' }), 200);
    await this.mustAct(OFFICER, unsentExtension, 'extend', {
      ...{ reasons: ['statusUndecided'], explanation: 'Status berkas masih diperiksa.' },
    });
    await this.anew(free);
    await this.app.passTo('2027-01-26T09:00:00+09:00');
    const silence = await this.object(silent, 'c');
    await this.rule();
    // Its T4 would have ended the day before, had it run from the receipt.
    await this.mustAct(OFFICER, repaired[0], 'answer-not-held', { holder: 'Pemprov Maluku' });

    // T8 has passed by now, T10 has not.
    await this.app.passTo('2027-03-03T09:00:00+09:00');
    await this.world.mustAct(SUPERIOR, this.numberOf('replied-late'), 'reply', {
      ...{ outcome: 'upheld', reasons: REASONS },
    });
    await this.app.passTo('2027-03-25T09:00:00+09:00');
    expectStatus(await this.commission.open(silence), 201);
    expectStatus(await this.app.citizenAct(silent, 'withdraw', { reason: 'Sudah tidak perlu.' }), 200);
    await this.app.sweep();
  }

  private async orderAll(): Promise<void> {
    const order = (kind: string, day: string, outcome?: string) =>
      this.world.mustAct(SUPERIOR, this.numberOf(kind), 'reply', granting(day, outcome));
    const agree = (kind: string, day?: string) =>
      this.world.mustAct(DESK, this.numberOf(kind), 'settle', {
        record: RECORD,
        ...(day && { carryOutBy: day }),
      });
    await order('done', '2027-01-22');
    await order('late', '2027-01-15');
    await order('lapsed', '2027-01-15');
    await order('open', '2027-12-17', 'partlyGranted');
    await order('replaced', '2027-01-29');
    await agree('agreed-done', '2027-01-22');
    await agree('agreed-late', '2027-01-15');
    await agree('agreed-lapsed', '2027-01-15');
    await agree('agreed');
    for (const kind of ['upheld', 'ruled', 'disputed'])
      await this.world.mustAct(SUPERIOR, this.numberOf(kind), 'reply', {
        ...{ outcome: kind === 'upheld' ? 'upheld' : 'inadmissible', reasons: REASONS },
      });
    await this.world.mustAct(DESK, this.numberOf('withdrawn'), 'withdraw', {
      fileId: await this.world.copy(),
    });
  }

  /** Rulings that give what was asked for: once alone, once in place of the order of the superior. */
  private async rule(): Promise<void> {
    for (const kind of ['ruled', 'replaced', 'disputed']) {
      const objection = this.numberOf(kind);
      const { id: dispute } = expectStatus(await this.commission.open(objection), 201);
      if (kind === 'disputed') continue;
      const of = { filed: this.filed(kind), id: '', objection, dispute };
      await this.commission.decided(of, 'ruling', '2027-02-05', { extent: 'full' });
      await this.commission.carriedOut(of);
    }
  }

  private readonly files = new Map<string, FiledRequest>();

  private filed(kind: string): FiledRequest {
    const found = this.files.get(kind);
    if (found === undefined) throw new Error(`no request ${kind}`);
    return found;
  }

  private numberOf(kind: string): string {
    return this.orders.get(kind) ?? '';
  }

  private async objected(kind: string): Promise<void> {
    const filed = await this.world.answered();
    this.files.set(kind, filed);
    this.orders.set(kind, await this.object(filed, 'd'));
  }

  private async object(filed: FiledRequest, ground: string): Promise<string> {
    return (await this.world.mustFile(filed, [ground])).objectionNumber;
  }

  private async mustAct(
    [role, agency]: readonly ['desk' | 'officer', string?],
    { registerNumber }: FiledRequest,
    act: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const staff = await this.app.signIn(role, agency);
    await this.app.mustAct(staff, await this.app.caseId(registerNumber), act, body);
  }

  private carryOut(kind: string): Promise<void> {
    return this.carryOutOf(this.numberOf(kind), OFFICER);
  }

  private async carryOutOf(number: string, who: readonly ['officer', string]): Promise<void> {
    const fileIds = [await this.world.copy()];
    await this.world.mustAct(who, number, 'carry-out', { explanation: 'Salinan diberikan.', fileIds });
  }

  /** A grant whose cost is not paid yet. */
  private async granted(more: { readonly pauseUntilPaid?: boolean }): Promise<FiledRequest> {
    const filed = await this.app.fileRequest(variants.onPaper());
    await this.mustAct(OFFICER, filed, 'grant', {
      ...{ form: 'hardcopy', cost: { copy: 5_000, delivery: 0, other: 0 }, provideOn: '2027-12-17' },
      ...{ fileIds: [], explanation: 'Salinan dapat diambil di loket PPID.' },
      ...more,
    });
    return filed;
  }

  /** The requester is asked to complete it. */
  private async repairable(): Promise<FiledRequest> {
    const filed = await this.app.fileRequest();
    await this.app.sweep();
    await this.mustAct(DESK, filed, 'declare-incomplete', {
      ...{ missing: ['description'], note: 'Sebutkan tahunnya.' },
    });
    return filed;
  }

  /** A part was given with the notice; the rest will be by an order. */
  private async inTwoParts(): Promise<FiledRequest> {
    const { filed, id, officer, superior } = await refusalCase(this.app);
    const grant = { ...PARTIAL.grant, provideOn: '2027-01-11', fileIds: [await this.world.copy()] };
    await this.app.mustAct(officer, id, 'propose-refusal', { ...PARTIAL, grant });
    await this.app.mustAct(superior, id, 'consent');
    return filed;
  }

  /** Ground b without a request. */
  private async freeOfRequest(): Promise<string> {
    const { requester } = requestBody();
    const body = { grounds: ['b'], story: 'Laporan keuangan tahun 2026 tidak diumumkan.', requester };
    const sent = await this.app.citizen.post<{ objectionNumber: string; trackingCode: string }>(
      '/api/v1/objections',
      body,
    );
    const own = expectStatus(sent, 201);
    this.codes.set(own.objectionNumber, own.trackingCode);
    return own.objectionNumber;
  }

  private readonly codes = new Map<string, string>();

  /** What was agreed of it was not done. */
  private async anew(registerNumber: string): Promise<void> {
    const trackingCode = this.codes.get(registerNumber);
    const body = { registerNumber, trackingCode, grounds: ['e', 'g'], story: 'Belum juga diumumkan.' };
    expectStatus(await this.app.citizen.post('/api/v1/tracking/object', body), 201);
  }
}
