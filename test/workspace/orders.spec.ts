import { randomUUID } from 'node:crypto';
import { granting, ObjectionWorld } from '../objections/objection-world.js';
import { plain, sixValues } from '../oversight/board-reading.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';

const app = useApp({ at: '2026-11-24T09:00:00+09:00' });
const world = new ObjectionWorld(app);
const SUPERIOR = ['superior'] as const;
const OFFICER = ['officer', 'disdik'] as const;
const EXPLANATION = 'Salinan lengkap diserahkan kepada pemohon.';

interface Ordered {
  readonly filed: FiledRequest;
  readonly id: string;
  readonly number: string;
}

interface Item {
  readonly id: string;
  readonly dueDate: string | null;
  readonly workingDaysLeft: number | null;
  readonly overdue: boolean;
  readonly orderDueDate: string | null;
  readonly nextAction: { readonly action: string; readonly text: string; readonly by: string | null } | null;
  readonly clocks: readonly { kind: string; startedOn: string; dueDate: string; stoppedAt: string | null }[];
}

let answered: Ordered;
let silent: Ordered;
let disputed: Ordered;

async function orderedBy(filed: FiledRequest, ground: string, by: string): Promise<Ordered> {
  const { objectionNumber: number } = await world.mustFile(filed, [ground]);
  await world.mustAct(SUPERIOR, number, 'reply', granting(by));
  return { filed, id: await app.caseId(filed.registerNumber), number };
}

// Answered as not held, and ordered to answer anew; never answered, and ordered to answer at all.
beforeAll(async () => {
  const never = await app.fileRequest({ agency: 'disdik' });
  answered = await orderedBy(await world.answered(), 'd', '2026-12-11');
  disputed = await orderedBy(await world.answered(), 'd', '2026-12-15');
  await app.passTo('2026-12-09T09:00:00+09:00');
  silent = await orderedBy(never, 'c', '2026-12-18');
}, 180_000);

async function itemOf({ id }: Ordered, view = 'all'): Promise<Item | undefined> {
  const officer = await app.signIn(...OFFICER);
  const { items } = expectStatus(await officer.get<{ items: Item[] }>(`/api/v1/cases?view=${view}`), 200);
  return items.find((item) => item.id === id);
}

async function readCase({ id }: Ordered): Promise<Item> {
  const officer = await app.signIn(...OFFICER);
  return expectStatus(await officer.get<Item>(`/api/v1/cases/${id}`), 200);
}

async function pageOf(path: string, who: Parameters<typeof app.signIn> = [...OFFICER]): Promise<string> {
  const answer = await (await app.signIn(...who)).page(path);
  expect(answer.status).toBe(200);
  return answer.text;
}

/** The row of a case in a list of a page, in plain words; empty where it has none. */
function rowOf(html: string, { id }: Ordered): string {
  const row = html
    .split('<tr')
    .slice(1)
    .find((part) => part.includes(`/kasus/${id}`));
  return row === undefined ? '' : plain(row);
}

/** A sentence whose dates may hold spaces that do not break. */
const words = (sentence: string): unknown =>
  expect.stringMatching(new RegExp(`^${sentence.replaceAll(' ', '\\s')}$`, 'u'));

async function sorted(view: string): Promise<readonly string[]> {
  const officer = await app.signIn(...OFFICER);
  const { items } = expectStatus(await officer.get<{ items: Item[] }>(`/api/v1/cases?view=${view}`), 200);
  return items.map(({ id }) => id);
}

describe('an order that waits', () => {
  it('is the next action of its case, with its day, whether the request was answered or not', async () => {
    expect(await itemOf(answered)).toMatchObject({
      dueDate: '2026-12-11',
      orderDueDate: '2026-12-11',
      workingDaysLeft: 2,
      overdue: false,
      nextAction: {
        action: 'carry-out',
        by: '2026-12-11',
        text: words('Perintah Atasan PPID: laksanakan paling lambat Jumat, 11 Desember 2026'),
      },
    });
    expect(await itemOf(silent)).toMatchObject({
      dueDate: '2026-12-08',
      orderDueDate: '2026-12-18',
      overdue: true,
      nextAction: { action: 'carry-out', by: '2026-12-18' },
    });
  });

  it('is a clock of the case, in the answer and on the page', async () => {
    const { clocks } = await readCase(answered);
    expect(clocks.filter(({ kind }) => kind === 'T9')).toEqual([
      expect.objectContaining({ startedOn: '2026-11-24', dueDate: '2026-12-11', stoppedAt: null }),
    ]);
    const page = plain(await pageOf(`/petugas/kasus/${answered.id}`));
    expect(page).toMatch(/Pelaksanaan perintah\s*Jum 11 Des\s*2 hari kerja lagi/u);
    expect(page).toContain('Laksanakan perintah Atasan PPID paling lambat');
    expect(page).toContain('Perintah: 2 hari kerja lagi');
  });

  it('stands in the officer’s queue by its day, and in the views that its day calls for', async () => {
    const queue = await pageOf('/petugas');
    expect(rowOf(queue, answered)).toContain('perintah 11 Des');
    expect(rowOf(queue, answered)).toContain('2 hari kerja lagi');
    expect(rowOf(queue, silent)).toContain('perintah 18 Des');
    expect((await sorted('due')).filter((id) => [answered.id, disputed.id].includes(id))).toEqual([
      answered.id,
    ]);
    expect((await sorted('overdue')).filter((id) => id === silent.id)).toEqual([silent.id]);
    const byDay = (await sorted('all')).filter((id) => [answered.id, silent.id, disputed.id].includes(id));
    expect(byDay).toEqual([silent.id, answered.id, disputed.id]);
    expect(rowOf(await pageOf('/petugas?tampilan=tiga-hari'), answered)).not.toBe('');
    expect(rowOf(await pageOf('/petugas?tampilan=hari-ini'), answered)).toBe('');
    expect(rowOf(await pageOf('/petugas?batas=soon'), answered)).not.toBe('');
  });

  it('is a task of whoever holds the case, and of nobody else', async () => {
    const tasks = plain(await pageOf('/petugas/tugas'));
    expect(tasks).toContain('Laksanakan perintah Atasan PPID');
    expect(tasks).toContain(answered.filed.registerNumber);
    expect(await pageOf('/petugas/tugas')).toContain(
      `href="/petugas/keberatan/${await world.id(answered.number)}"`,
    );
    expect(await pageOf('/petugas/tugas', ['officer', 'disdukcapil'])).not.toContain('Laksanakan perintah');
    expect(await pageOf('/petugas/tugas', ['desk'])).not.toContain('Laksanakan perintah Atasan');
    // It ends when it is carried out, not by a press on the page of tasks.
    const officer = await app.signIn(...OFFICER);
    const csrf = /name="csrf" value="([^"]+)"/u.exec(await pageOf('/petugas/tugas'))?.[1] ?? '';
    await officer.submit(`/petugas/tugas/${await world.id(answered.number)}/selesai`, { csrf });
    expect(await pageOf('/petugas/tugas')).toContain('Laksanakan perintah Atasan PPID');
  });

  it('is due soon on the board, which lists as many cases as it counts', async () => {
    const [, soon] = sixValues(await pageOf('/pengawas', ['supervisor']));
    const list = await pageOf('/pengawas/kasus?tampilan=tiga-hari', ['supervisor']);
    expect(rowOf(list, answered)).toContain('perintah 11 Des');
    expect(Number(soon)).toBe((list.match(/href="\/pengawas\/kasus\/[0-9a-f-]{36}"/gu) ?? []).length);
  });

  it('stands in the morning mail of the officer and of the PPID', async () => {
    await app.passTo('2026-12-10T09:00:00+09:00');
    const digest = await digestOf('officer', 'disdik');
    expect(digest).toContain(`${answered.filed.registerNumber}`);
    expect(digest).toContain('Laksanakan perintah');
    expect(digest).not.toContain('Laksanakan perintah, terlambat');
    expect(await digestOf('supervisor')).toContain('Laksanakan perintah (Dinas Pendidikan)');
  });
});

async function digestOf(role: 'officer' | 'supervisor', agency?: string): Promise<string> {
  const { email } = app.account(role, agency);
  const mails = (await app.mails(email)).filter(({ subject }) => subject.includes('jatuh tempo'));
  return mails.at(-1)?.text ?? '';
}

describe('an order whose day has passed', () => {
  it('is late for officer and board until it is carried out', async () => {
    const late = async (): Promise<number> => Number(sixValues(await pageOf('/pengawas', ['supervisor']))[2]);
    const before = await late();
    await app.passTo('2026-12-14T09:00:00+09:00');
    expect(await late()).toBe(before + 1);
    expect(await itemOf(answered, 'overdue')).toMatchObject({
      overdue: true,
      workingDaysLeft: -1,
      nextAction: { action: 'carry-out', by: '2026-12-11' },
    });
    expect(rowOf(await pageOf('/petugas?tampilan=terlambat'), answered)).toContain('Terlambat 1 hari kerja');
    expect(rowOf(await pageOf('/pengawas/kasus?tampilan=terlambat', ['supervisor']), answered)).not.toBe('');
    expect((await readCase(answered)).clocks.find(({ kind }) => kind === 'T9')?.stoppedAt).toBeNull();
    expect(await digestOf('officer', 'disdik')).toContain('Laksanakan perintah, terlambat');
    expect(await digestOf('supervisor')).toContain('Laksanakan perintah, terlambat (Dinas Pendidikan)');
  });

  it('can be reminded of by the supervisor, who names its day', async () => {
    const supervisor = await app.signIn('supervisor');
    await app.mustAct(supervisor, answered.id, 'remind', {});
    await app.sweep();
    const { email } = app.account('officer', 'disdik');
    const mail = (await app.mails(email)).findLast(({ text }) => text.includes('PPID mengingatkan'));
    expect(mail?.text).toContain('laksanakan perintah');
    expect(mail?.text).toContain('11 Desember 2026');
  });

  it('leaves every list once it is carried out', async () => {
    await world.mustAct(OFFICER, answered.number, 'carry-out', {
      explanation: EXPLANATION,
      fileIds: [await world.copy()],
    });
    expect(await itemOf(answered, 'overdue')).toBeUndefined();
    expect(await itemOf(answered)).toMatchObject({ orderDueDate: null, overdue: false });
    expect(rowOf(await pageOf('/petugas'), answered)).toBe('');
    expect(await pageOf('/petugas/tugas')).not.toContain(answered.filed.registerNumber);
    expect(rowOf(await pageOf('/pengawas/kasus?tampilan=terlambat', ['supervisor']), answered)).toBe('');
    const page = plain(await pageOf(`/petugas/kasus/${answered.id}`));
    expect(page).toMatch(/Pelaksanaan perintah\s*Jum 11 Des\s*dilaksanakan terlambat/u);
    await world.mustAct(OFFICER, silent.number, 'carry-out', {
      explanation: EXPLANATION,
      fileIds: [await world.copy()],
    });
    expect(await itemOf(silent)).toMatchObject({ orderDueDate: null, overdue: false });
  });
});

describe('an order and the commission', () => {
  const dispute = async (path: string, body: Readonly<Record<string, unknown>>) =>
    expectStatus(
      await (
        await app.signIn('supervisor')
      ).post<{ id: string; version: number }>(`/api/v1/disputes${path}`, body, { key: randomUUID() }),
      path === '' ? 201 : 200,
    );
  const paper = async (): Promise<string> => {
    const kept = await app.citizen.upload<{ fileId: string }>(sampleFiles.pdf('Putusan'), 'putusan.pdf', '');
    return expectStatus(kept, 201).fileId;
  };

  it('runs to its day; late it is the commission’s matter, and a ruling’s order is work again', async () => {
    const opened = await dispute('', {
      objectionNumber: disputed.number,
      commissionNumber: '012/REG-PSI/XII/2026',
      filedOn: '2026-12-14',
    });
    expect(await itemOf(disputed, 'due')).toMatchObject({ orderDueDate: '2026-12-15' });
    await app.passTo('2026-12-16T09:00:00+09:00');
    expect(await itemOf(disputed)).toMatchObject({ orderDueDate: null, overdue: false, nextAction: null });
    const ruled = await dispute(`/${opened.id}/ruling`, {
      version: opened.version,
      decidedOn: '2026-12-16',
      order: { text: 'Serahkan salinannya.', carryOutBy: '2026-12-22' },
      fileId: await paper(),
    });
    expect(await itemOf(disputed)).toMatchObject({
      orderDueDate: '2026-12-22',
      nextAction: {
        action: 'carry-out',
        text: words('Putusan Komisi Informasi: laksanakan paling lambat Selasa, 22 Desember 2026'),
      },
    });
    expect(rowOf(await pageOf('/petugas'), disputed)).toContain('putusan 22 Des');
    // A suit filed in time takes its day from it (UU 14/2008 art. 47(1)).
    await dispute(`/${opened.id}/suit-filed`, { version: ruled.version, filedOn: '2026-12-16' });
    expect(await itemOf(disputed)).toMatchObject({ orderDueDate: null, nextAction: null });
  });
});
