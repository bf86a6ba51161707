import { DisputeWorld } from '../disputes/dispute-world.js';
import { PARTIAL, FULL, refusalCase } from '../refusals/office.js';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus } from '../support/http-client.js';
import { fieldsOf, ObjectionWorld, REASONS, STORY } from './objection-world.js';

/* How much an order or an agreement gives, and what carries it out by itself (law.md rows 14, 23 and 27; decision 0090). */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const disputes = new DisputeWorld(app);
const SUPERIOR = ['superior'] as const;
const DAY = '2026-12-18';
const WORDS = 'Berikan tabel 1 saja.';

interface Silent {
  readonly filed: FiledRequest;
  readonly id: string;
  readonly number: string;
}

/** A request whose term has passed in silence, and the objection to that. */
async function silent(agency = 'disdik'): Promise<Silent> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await app.fileRequest({ agency });
  await app.passTo('2026-12-09T09:00:00+09:00');
  const { objectionNumber: number } = await world.mustFile(filed, ['c']);
  return { filed, number, id: await app.caseId(filed.registerNumber) };
}

const ordered = async ({ number }: Silent, outcome: string, more: object = {}) =>
  world.mustAct(SUPERIOR, number, 'reply', {
    ...{ outcome, reasons: REASONS, order: { text: WORDS, carryOutBy: DAY, ...more } },
  });
const agreed = async ({ number }: Silent, gives: string) =>
  world.mustAct(SUPERIOR, number, 'settle', {
    ...{ record: 'Sepakat.', order: { text: WORDS, carryOutBy: DAY, gives } },
  });

const ORDERS = [
  ['superior', 'part', (one: Silent) => ordered(one, 'partlyGranted')],
  ['superior in words of its own', 'part', (one: Silent) => ordered(one, 'granted', { gives: 'part' })],
  ['agreement', 'part', (one: Silent) => agreed(one, 'part')],
  ['superior', 'all', (one: Silent) => ordered(one, 'granted')],
  ['superior in part', 'all', (one: Silent) => ordered(one, 'partlyGranted', { gives: 'all' })],
  ['agreement', 'all', (one: Silent) => agreed(one, 'all')],
] as const;

const standing = async ({ filed }: Pick<Silent, 'filed'>) => {
  const { status, outcome } = await app.track(filed);
  return [status, outcome];
};
const order = async ({ number }: Silent) => (await world.read(number)).order;

describe('what is handed over because of an order where no answer was sent', () => {
  it.each(ORDERS)('is as much as it gives: %s, %s', async (_, gives, give) => {
    const one = await silent();
    await give(one);
    expect(await order(one)).toMatchObject({ gives, carriedOutOn: null });
    const done = { explanation: 'Tabel 1 diserahkan.', fileIds: [await world.copy()] };
    await world.mustAct(['officer', 'disdik'], one.number, 'carry-out', done);
    expect(await order(one)).toMatchObject({ carriedOutOn: '2026-12-09' });
    expect(await standing(one)).toEqual(
      gives === 'part' ? ['closed_granted_partial', 'granted_partial'] : ['closed_granted', 'granted_full'],
    );
    await app.sweep();
    const told = (await app.mails()).filter(({ subject }) => subject.includes(one.filed.registerNumber));
    const said = told.some(({ text }) => text.includes('diberikan sebagian'));
    expect(said).toBe(gives === 'part');
    const [letter] = await app.sql<{ extent: string; items: string[] }>(
      `SELECT d.outcome AS extent FROM decisions d WHERE d.case_id = $1`,
      [one.id],
    );
    expect(letter?.extent).toBe(gives === 'part' ? 'granted_partial' : 'granted_full');
    const register = await app.sql<{ outcome: string }>(
      'SELECT noticed_outcome AS outcome FROM register_requests WHERE case_id = $1',
      [one.id],
    );
    expect(register[0]?.outcome).toBe(gives === 'part' ? 'granted_partial' : 'granted_full');
  });

  it.each(['full', 'partial'])('is as much as a ruling orders: %s', async (extent) => {
    const { filed, id, number } = await silent();
    await world.mustAct(SUPERIOR, number, 'reply', { outcome: 'inadmissible', reasons: REASONS });
    const opened = await disputes.open(number);
    const one = { filed, id, objection: number, dispute: opened.body.id };
    await disputes.decided(one, 'ruling', DAY, { extent });
    await disputes.carriedOut(one);
    expect(await standing(one)).toEqual(
      extent === 'partial'
        ? ['closed_granted_partial', 'granted_partial']
        : ['closed_granted', 'granted_full'],
    );
  });

  it('may not be named as anything else', async () => {
    const one = await silent();
    const answer = await world.act(SUPERIOR, one.number, 'reply', {
      ...{ outcome: 'granted', reasons: REASONS, order: { text: WORDS, carryOutBy: DAY, gives: 'nothing' } },
    });
    expect([answer.status, fieldsOf(answer)]).toEqual([422, ['order.gives']]);
  });
});

describe('an answer that refuses', () => {
  async function refused(one: Silent, body: object): Promise<void> {
    const officer = await app.signIn('officer', 'disdik');
    await app.mustAct(officer, one.id, 'propose-refusal', { ...body });
    await app.mustAct(await app.signIn('superior'), one.id, 'consent');
  }

  it.each(ORDERS)('a part carries out no order to give all: %s, %s', async (_, gives, give) => {
    const one = await silent();
    await give(one);
    const grant = { ...PARTIAL.grant, provideOn: DAY, fileIds: [await world.copy()] };
    await refused(one, { ...PARTIAL, grant });
    expect(await standing(one)).toEqual(['closed_granted_partial', 'granted_partial']);
    expect(await order(one)).toMatchObject({ carriedOutOn: gives === 'part' ? '2026-12-09' : null });
    await app.passTo('2026-12-21T09:00:00+09:00');
    const again = await app.citizenAct(one.filed, 'object', { grounds: ['e'], story: STORY, fileIds: [] });
    expect(again.status).toBe(gives === 'part' ? 409 : 201);
  });

  it('the whole carries out neither', async () => {
    for (const gives of ['part', 'all']) {
      const one = await silent();
      await agreed(one, gives);
      await refused(one, FULL);
      expect(await order(one)).toMatchObject({ carriedOutOn: null });
    }
  });

  it.each(['all', 'part'])('a part carries an agreement about the rest: %s', async (gives) => {
    const one = await silent();
    await agreed(one, gives);
    const officer = await app.signIn('officer', 'disdik');
    await app.mustAct(officer, one.id, 'grant', {
      ...{ form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, provideOn: '2027-01-29' },
      ...{ fileIds: [], explanation: '' },
    });
    expect(await order(one)).toMatchObject({ carriedOutOn: null });
    await app.mustAct(officer, one.id, 'deliver', {
      ...{ channel: 'online', deliveredOn: '2026-12-09', fileIds: [await world.copy()] },
    });
    expect(await order(one)).toMatchObject({ carriedOutOn: '2026-12-09' });
  });
});

describe('a request of two agencies, one of which was silent', () => {
  async function split() {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: null });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await app.signIn('desk'), id, 'split', {
      children: [
        { agency: 'disdik', informationRequested: 'Rincian Dana BOS SMP Negeri 6 tahun 2025' },
        { agency: 'disdukcapil', informationRequested: 'Jumlah KTP elektronik tahun 2025' },
      ],
    });
    const parts = await Promise.all(
      [1, 2].map(async (at) => app.caseId(`${filed.registerNumber}/${String(at)}`)),
    );
    return { filed, id, parts };
  }

  it('is work of the agencies of its parts also where it is split after the order', async () => {
    const one = await silent();
    await ordered(one, 'granted');
    await app.mustAct(await app.signIn('desk'), one.id, 'split', {
      children: [
        { agency: 'disdik', informationRequested: 'Rincian Dana BOS SMP Negeri 6 tahun 2025' },
        { agency: 'disdukcapil', informationRequested: 'Jumlah KTP elektronik tahun 2025' },
      ],
    });
    const days = await app.sql(
      `SELECT order_due_on::text AS day, order_by AS by FROM cases WHERE parent_id = $1 ORDER BY register_number`,
      [one.id],
    );
    expect(days).toEqual(Array(2).fill({ day: DAY, by: 'superior' }));
    const part = await app.caseId(`${one.filed.registerNumber}/2`);
    const page = await (await app.signIn('officer', 'disdukcapil')).page(`/petugas/kasus/${part}`);
    expect(page.text).toContain(WORDS);
  });

  const give = async () => ({
    ...{ form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, provideOn: '2026-12-18' },
    ...{ fileIds: [await world.copy()], explanation: '' },
  });

  it('is work of the agencies that still have something to give', async () => {
    const { filed, id, parts } = await split();
    const [given = '', open = ''] = parts;
    await app.mustAct(await app.signIn('officer', 'disdik'), given, 'grant', await give());
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    await agreed({ filed, id, number }, 'all');
    const days = async () =>
      app.sql<{ day: string | null }>(
        'SELECT order_due_on::text AS day FROM cases WHERE id = ANY ($1) ORDER BY register_number',
        [[id, ...parts]],
      );
    expect((await days()).map(({ day }) => day)).toEqual([DAY, null, DAY]);
    const officer = await app.signIn('officer', 'disdukcapil');
    expect(await app.readCase(officer, open)).toMatchObject({
      orderDueDate: DAY,
      nextAction: { action: 'carry-out' },
    });
    await app.sweep();
    const mails = await app.mails(app.account('officer', 'disdukcapil').email);
    const told = mails.filter(({ subject, text }) => `${subject} ${text}`.includes(number));
    expect(told.map(({ text }) => text.includes(`/petugas/kasus/${open}`))).toEqual([true]);
    const other = await app.mails(app.account('officer', 'disdik').email);
    expect(other.filter(({ text }) => text.includes(number))).toEqual([]);
    expect((await officer.page(`/petugas/kasus/${open}`)).text).toContain(WORDS);
    await app.mustAct(officer, open, 'grant', await give());
    expect((await days()).map(({ day }) => day)).toEqual([null, null, null]);
    expect(await order({ filed, id, number })).toMatchObject({ carriedOutOn: '2026-12-09' });
  });

  it.each([
    ['answer-not-held', true, 'grant', '2026-12-09'],
    ['grant', true, 'propose-refusal', null],
    ['grant', false, 'propose-refusal', null],
    ['answer-not-held', false, 'grant', null],
  ] as const)('%s (in time: %s), then %s: carried out on %s', async (first, inTime, second, on) => {
    const { filed, id, parts } = await split();
    const answer = async (at: 0 | 1, action: string) => {
      const officer = await app.signIn('officer', at === 0 ? 'disdik' : 'disdukcapil');
      const body =
        action === 'grant'
          ? await give()
          : action === 'propose-refusal'
            ? { ...FULL }
            : { holder: 'Pemerintah Provinsi Maluku', reason: 'Urusan provinsi.' };
      await app.mustAct(officer, parts[at] ?? '', action, body);
      if (action === 'propose-refusal')
        await app.mustAct(await app.signIn('superior'), parts[at] ?? '', 'consent');
    };
    if (inTime) await answer(0, first);
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    await agreed({ filed, id, number }, 'all');
    if (!inTime) await answer(0, first);
    await answer(1, second);
    expect((await app.track(filed)).outcome).toBe('granted_partial');
    expect(await order({ filed, id, number })).toMatchObject({ carriedOutOn: on });
  });
});

describe('what the answer owes beside an ordered part', () => {
  /** A part is refused on article 17; the rest lies at the desk from Fri 4 December on. */
  async function partly() {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const one = await refusalCase(app);
    const grant = { ...PARTIAL.grant, form: 'hardcopy' };
    await app.mustAct(one.officer, one.id, 'propose-refusal', { ...PARTIAL, grant });
    await app.mustAct(one.superior, one.id, 'consent');
    return one;
  }
  const report = async (number: string) =>
    world.mustAct(['officer', 'disdukcapil'], number, 'carry-out', {
      ...{ explanation: 'Halaman 3 diserahkan.', fileIds: [await world.copy()] },
    });

  it('is handed over as before: T6 runs on', async () => {
    const one = await partly();
    const { objectionNumber: number } = await world.mustFile(one.filed, ['a']);
    await ordered({ ...one, number }, 'partlyGranted');
    await report(number);
    expect(await order({ ...one, number })).toMatchObject({ gives: 'part', carriedOutOn: '2026-11-24' });
    expect(await standing(one)).toEqual(['granted_open', 'granted_partial']);
    await app.passTo('2026-12-07T09:00:00+09:00');
    expectStatus(await world.file(one.filed, { grounds: ['e'], story: STORY }), 201);
    await app.mustAct(one.officer, one.id, 'deliver', { channel: 'pickup', deliveredOn: '2026-12-07' });
    expect(await standing(one)).toEqual(['closed_granted_partial', 'granted_partial']);
  });

  it('is handed over as before beside the part of a ruling', async () => {
    const one = await partly();
    const of = await disputes.disputed(one.filed, 'a');
    await disputes.decided(of, 'ruling', DAY, { extent: 'partial' });
    await disputes.carriedOut(of);
    expect(await standing(one)).toEqual(['granted_open', 'granted_partial']);
  });

  it('is what carries the order out that asks for no more than its handing over', async () => {
    const one = await partly();
    await app.passTo('2026-12-07T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(one.filed, ['e']);
    await ordered({ ...one, number }, 'granted', { gives: 'part' });
    await app.mustAct(one.officer, one.id, 'deliver', { channel: 'pickup', deliveredOn: '2026-12-07' });
    expect(await order({ ...one, number })).toMatchObject({ carriedOutOn: '2026-12-07' });
  });

  it('is what was promised whole, however much of it was ordered', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(filed.registerNumber);
    const officer = await app.signIn('officer', 'disdik');
    const promised = { availableOn: '2026-12-28', reason: 'Laporan sedang disusun.' };
    await app.mustAct(officer, id, 'answer-not-documented', promised);
    const { objectionNumber: number } = await world.mustFile(filed, ['d']);
    await agreed({ filed, id, number }, 'part');
    const done = { explanation: 'Draf bab 1.', fileIds: [await world.copy()] };
    await world.mustAct(['officer', 'disdik'], number, 'carry-out', done);
    // The draft is not what was promised: that runs on.
    expect(await standing({ filed })).toEqual(['closed_not_documented', 'not_documented']);
    const { objectionNumber: other } = await world.mustFile(filed, ['e']);
    await agreed({ filed, id, number: other }, 'part');
    const whole = { channel: 'online', deliveredOn: '2026-11-24', fileIds: [await world.copy()] };
    await app.mustAct(officer, id, 'deliver', whole);
    expect(await standing({ filed })).toEqual(['closed_granted', 'granted_full']);
  });

  it.each([
    ['d', 'all'],
    ['e', 'all'],
    ['e', 'part'],
  ])('is another item: what is given of one ends the hand-over of none: %s, %s', async (ground, gives) => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
    const id = await app.caseId(filed.registerNumber);
    const officer = await app.signIn('officer', 'disdik');
    const { items } = (await app.mustAct(officer, id, 'itemise', {
      items: [{ text: 'Rincian Dana BOS 2025' }, { text: 'Nilai siswa' }],
    })) as unknown as { items: { id: string }[] };
    await app.mustAct(officer, id, 'grant', {
      ...{ form: 'hardcopy', cost: { copy: 5000, delivery: 0, other: 0 }, explanation: 'Di loket.' },
      ...{ provideOn: '2026-12-29', itemIds: [items[0]?.id] },
    });
    await app.mustAct(officer, id, 'answer-not-held', {
      holder: 'Pemerintah Provinsi Maluku',
      reason: 'SMA.',
    });
    const { objectionNumber: number } = await world.mustFile(filed, [ground]);
    await ordered({ filed, id, number }, 'granted', { gives });
    const done = { explanation: 'Nilai diserahkan.', fileIds: [await world.copy()] };
    await world.mustAct(['officer', 'disdik'], number, 'carry-out', done);
    expect((await standing({ filed }))[0]).toBe('granted_open');
    await app.mustAct(await app.signIn('desk'), id, 'record-payment', { amount: 5000, method: 'cash' });
    await app.mustAct(officer, id, 'deliver', { channel: 'pickup', deliveredOn: '2026-11-24' });
    // What was denied was given in full before, so that all is in hand now.
    expect(await standing({ filed })).toEqual(
      gives === 'all' ? ['closed_granted', 'granted_full'] : ['closed_granted_partial', 'granted_partial'],
    );
  });

  it('is given with all of several items where none was denied, and no order to give is left', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
    const id = await app.caseId(filed.registerNumber);
    const officer = await app.signIn('officer', 'disdik');
    await app.mustAct(officer, id, 'itemise', {
      items: [{ text: 'Rincian Dana BOS 2024' }, { text: 'Rincian Dana BOS 2025' }],
    });
    await app.mustAct(officer, id, 'grant', {
      ...{ form: 'hardcopy', cost: { copy: 0, delivery: 0, other: 0 }, explanation: 'Di loket.' },
      ...{ provideOn: '2026-12-29' },
    });
    const numbers: string[] = [];
    for (const ground of [['d'], ['d', 'e']]) {
      if (numbers.length > 0) await app.passTo('2026-12-30T09:00:00+09:00');
      const { objectionNumber: number } = await world.mustFile(filed, ground);
      const more = { text: WORDS, carryOutBy: '2027-01-15', gives: 'all' };
      await world.mustAct(SUPERIOR, number, 'reply', { outcome: 'granted', reasons: REASONS, order: more });
      numbers.push(number);
    }
    const done = { explanation: 'Salinan lengkap.', fileIds: [await world.copy()] };
    await world.mustAct(['officer', 'disdik'], numbers[0] ?? '', 'carry-out', done);
    expect(await standing({ filed })).toEqual(['closed_granted', 'granted_full']);
    expect(await order({ filed, id, number: numbers[1] ?? '' })).toMatchObject({
      carriedOutOn: '2026-12-30',
    });
  });

  it('keeps its decree where the order gives a part', async () => {
    const one = await partly();
    const { objectionNumber: number } = await world.mustFile(one.filed, ['a']);
    await ordered({ ...one, number }, 'granted', { gives: 'part' });
    await report(number);
    const [decree] = await app.sql<{ opened: boolean }>(
      `SELECT d.opened_at IS NOT NULL AS opened FROM exemption_decrees d
       JOIN refusal_proposals p ON p.decree_id = d.id WHERE p.case_id = $1`,
      [one.id],
    );
    expect(decree?.opened).toBe(false);
  });
});
