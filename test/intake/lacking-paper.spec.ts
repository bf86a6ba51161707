import { VerifyAudit } from '../../src/office/audit/verify-audit.js';
import { readPdf } from '../letters/read-pdf.js';
import { useInside } from '../policy/inside.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus, type Problem } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { hiddenFields } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);

type Body = Readonly<Record<string, unknown>>;

const person = requestBody().requester;
const of = (more: Body): Body => ({ requester: { ...person, ...more } });

/** What a letter may leave out, and what the letter of incompleteness asks for then (PerKI 1/2021 art. 33). */
const LACKING: readonly (readonly [string, Body, readonly string[]])[] = [
  ['a purpose', { purpose: undefined }, ['purpose']],
  ['a description worth the name', { informationRequested: 'Data BOS 2025' }, ['description']],
  [
    'the decree of a legal entity',
    of({ kind: 'legalEntity', nationalId: null, decreeNumber: null }),
    ['legalEntityDeed'],
  ],
  ['the principal of a proxy', of({ kind: 'proxy', principal: null }), ['proxyLetter']],
  ['a way of access', { access: undefined, delivery: undefined, format: undefined }, ['description']],
  ['a way of the copy', { delivery: null, format: null }, ['description']],
  ['the number on the card', of({ identity: 'ktp', nationalId: null }), ['identity']],
];

async function enter(body: Body): Promise<FiledRequest> {
  const desk = await app.signIn('desk');
  const whole = { ...requestBody(), channel: 'post', ...body };
  return expectStatus(await desk.post<FiledRequest>('/api/v1/cases', whole), 201);
}

describe('a letter that lacks', () => {
  it.each(LACKING)('%s gets its number, and the check knows what to ask for', async (_, body, missing) => {
    const filed = await enter(body);
    expect(filed.registerNumber).toMatch(/^AMBON-2026-\d{6}$/u);
    const id = await app.caseId(filed.registerNumber);
    const desk = await app.signIn('desk');
    const { text } = await desk.page(`/petugas/kasus/${id}/verifikasi`);
    const preset = [...text.matchAll(/name="cek-(\w+)"[^>]*value="kurang"[^>]* checked/gu)].map(
      ([, item]) => item,
    );
    expect(preset).toEqual(missing);
    const receipt = await fetch(filed.links.receipt);
    expect(receipt.status).toBe(200);
    const supervisor = await app.signIn('supervisor');
    for (const [who, path] of [
      [desk, `/petugas/kasus/${id}`],
      [supervisor, `/pengawas/kasus/${id}`],
      [supervisor, '/pengawas/register?dari=2026-01-01&sampai=2026-12-31'],
    ] as const)
      expect((await who.page(path)).status).toBe(200);
    await app.mustAct(desk, id, 'declare-incomplete', { missing, note: '' });
    expect((await app.track(filed)).status).toBe('incomplete');
  });

  it('a way of the copy is shown without one', async () => {
    const filed = await enter({ delivery: null, format: null });
    const desk = await app.signIn('desk');
    const id = await app.caseId(filed.registerNumber);
    const { text } = await desk.page(`/petugas/kasus/${id}`);
    expect(text).toContain('Salinan, bentuk belum disebut, cara belum disebut');
    expect(text).not.toContain('softcopy), lewat email');
  });

  it('everything is printed with empty lines', async () => {
    const filed = await enter({
      purpose: undefined,
      access: undefined,
      delivery: undefined,
      format: undefined,
    });
    const secret = new URL(filed.links.receipt).searchParams.get('p') ?? '';
    const pdf = await fetch(
      new URL(`/permohonan/terkirim/tanda-bukti.pdf?p=${encodeURIComponent(secret)}`, app.baseUrl),
    );
    expect(pdf.status).toBe(200);
    const { text } = readPdf(Buffer.from(await pdf.arrayBuffer()));
    expect(text).toContain(filed.registerNumber);
    const desk = await app.signIn('desk');
    const { body } = await desk.get<{ purpose: unknown; access: unknown }>(
      `/api/v1/cases/${await app.caseId(filed.registerNumber)}`,
    );
    expect([body.purpose, body.access]).toEqual([{ kind: null, text: null }, null]);
  });

  it('a way that does not fit is refused in words where the paper names none', async () => {
    const filed = await enter({ access: undefined, delivery: undefined, format: undefined });
    const id = await app.caseId(filed.registerNumber);
    const desk = await app.signIn('desk');
    const grant = {
      form: 'hardcopy',
      cost: { copy: 0, delivery: 0, other: 0 },
      ...{ provideOn: '2026-12-04', fileIds: [], explanation: 'Salinan disiapkan.' },
    };
    await app.mustAct(desk, id, 'grant', grant);
    const refused = await app.act(desk, id, 'deliver', { channel: 'online', deliveredOn: '2026-11-24' });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('wrong-channel');
  });

  it('any of it is entered from the page as well', async () => {
    const desk = await app.signIn('desk');
    const page = await desk.page('/petugas/kasus/baru');
    const sent = await desk.submit('/petugas/kasus/baru', {
      ...hiddenFields(page.text, 'kasus/baru'),
      ...{ kanal: 'post', hari: '24', bulan: '11', tahun: '2026', rincian: 'Data BOS', tujuan: '', cara: '' },
      ...{ pemohon: 'proxy', identitas: 'atDesk', nama: 'Yohana Tuhumury', alamat: 'Jalan Contoh 1, Ambon' },
    });
    expect([sent.status, sent.headers.get('location')?.split('?')[0]]).toEqual([
      303,
      '/petugas/kasus/baru/terdaftar',
    ]);
  });
});

/** A letter that says neither what for nor how, asked back by the desk. */
async function askedBack(body: Body = {}): Promise<{ readonly filed: FiledRequest; readonly id: string }> {
  const nothing = { purpose: undefined, access: undefined, delivery: undefined, format: undefined };
  const filed = await enter({ ...nothing, ...body });
  const id = await app.caseId(filed.registerNumber);
  await app.mustAct(await app.signIn('desk'), id, 'declare-incomplete', {
    missing: ['description', 'purpose'],
    note: '',
    handedOver: true,
  });
  return { filed, id };
}

const POST = { access: 'copy', delivery: 'post', format: 'hardcopy' } as const;

const known = async (id: string) => {
  const { body } = await (
    await app.signIn('desk')
  ).get<Record<'status' | 'purpose' | 'access' | 'delivery' | 'format', unknown>>(`/api/v1/cases/${id}`);
  const { status, purpose, access, delivery, format } = body;
  return { status, purpose, access, delivery, format };
};

describe('what a letter left unsaid', () => {
  const said = { status: 'processing', purpose: { kind: 'research', text: null }, ...POST };

  it('is said with the repair of its requester, and answer and hand-over keep to it', async () => {
    const { filed, id } = await askedBack();
    expectStatus(await app.citizenAct(filed, 'complete', { purpose: { kind: 'research' }, ...POST }), 200);
    expect(await known(id)).toEqual(said);
    const desk = await app.signIn('desk');
    await app.mustAct(desk, id, 'grant', {
      ...{ form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 } },
      ...{ provideOn: '2026-12-04', fileIds: [], explanation: 'Salinan disiapkan.' },
    });
    const shown = { channel: 'inspection', deliveredOn: '2026-11-24' };
    expect((await app.act(desk, id, 'deliver', shown)).status).toBe(422);
    const register = await (
      await app.signIn('supervisor')
    ).page('/pengawas/register?dari=2026-01-01&sampai=2026-12-31');
    expect(register.text).toContain('Penelitian');
  });

  it('is said of every part of a request that was split, each with its row of the trail', async () => {
    const desk = await app.signIn('desk');
    const filed = await enter({
      purpose: undefined,
      access: undefined,
      delivery: undefined,
      format: undefined,
    });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'split', {
      children: ['disdik', 'disdukcapil'].map((agency) => ({
        agency,
        informationRequested: `Bagian ${agency}`,
      })),
    });
    await app.mustAct(desk, id, 'declare-incomplete', {
      ...{ missing: ['description', 'purpose'], note: '' },
      handedOver: true,
    });
    expectStatus(await app.citizenAct(filed, 'complete', { purpose: { kind: 'research' }, ...POST }), 200);
    for (const part of [`${filed.registerNumber}/1`, `${filed.registerNumber}/2`])
      expect(await known(await app.caseId(part))).toEqual(said);
    expect(await inside.get(VerifyAudit).run()).toMatchObject({ whole: true });
  });

  it('is said in pieces: what is missing is asked for still', async () => {
    const { filed, id } = await askedBack();
    const send = async (more: Body) => expectStatus(await app.citizenAct(filed, 'complete', more), 200);
    await send(POST);
    expect((await known(id)).status).toBe('incomplete');
    await send({ purpose: { kind: 'research' } });
    expect(await known(id)).toEqual(said);
  });

  it('is said at the desk, at the counter or out of a message', async () => {
    const { filed, id } = await askedBack();
    const text = 'Untuk penelitian, dikirim lewat pos.';
    expectStatus(await app.citizenAct(filed, 'message', { text, fileIds: [] }), 200);
    const [message] = await app.sql<{ id: string }>('SELECT id FROM messages WHERE case_id = $1', [id]);
    const desk = await app.signIn('desk');
    await app.mustAct(desk, id, 'complete', {
      messageId: message?.id,
      purpose: { kind: 'research' },
      ...POST,
    });
    expect(await known(id)).toEqual(said);
    const { id: other } = await askedBack();
    const path = `/petugas/kasus/${other}/lengkapi/loket`;
    const page = await desk.page(path);
    const form = { ...hiddenFields(page.text, 'loket'), tujuan: 'research', cara: 'copy/post/hardcopy' };
    expect((await desk.submit(path, form)).status).toBe(303);
    expect(await known(other)).toEqual(said);
  });

  it('is no way to say otherwise what the letter has said, nor half of it', async () => {
    const { filed, id } = await askedBack({ purpose: { kind: 'news' } });
    const refused = await app.citizenAct<Problem>(filed, 'complete', {
      ...{ purpose: { kind: 'research' }, access: 'copy' },
    });
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'purpose already-said',
      'delivery missing',
      'format missing',
    ]);
    expect(await known(id)).toMatchObject({ purpose: { kind: 'news' }, access: null });
  });
});

it.each(LACKING)('whoever files here himself is asked for %s', async (_, body) => {
  const answer = await app.citizen.post<Problem>('/api/v1/requests', { ...requestBody(), ...body });
  expect(answer.status).toBe(422);
});
