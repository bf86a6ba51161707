import { ObjectionWorld, REASONS, STORY } from '../objections/objection-world.js';
import { FULL } from '../refusals/office.js';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody, type RequestBody } from '../support/request-bodies.js';
import { readPdf } from './read-pdf.js';

/* T7 of a letter on paper runs from sending or from receipt (law.md 4.12): the way of this letter decides what it says. */
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const LATER = 'mana yang lebih akhir';

interface Entered extends FiledRequest {
  readonly id: string;
}

async function enter(
  channel: string,
  email: string | null,
  more: Partial<RequestBody> = {},
): Promise<Entered> {
  const desk = await app.signIn('desk');
  const requester = { ...requestBody().requester, email, phone: '0911123456' };
  const body = { ...requestBody(more), agency: 'disdukcapil', channel, requester };
  const filed = expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body), 201);
  await app.sweep();
  return { ...filed, id: await app.caseId(filed.registerNumber) };
}

/** Whether the letter says that the term may run from its receipt. */
async function saysLater(caseId: string, kind: string): Promise<boolean> {
  await app.sweep();
  const [letter] = await app.sql<{ file_id: string }>(
    'SELECT file_id FROM letters WHERE case_id = $1 AND kind = $2',
    [caseId, kind],
  );
  const desk = await app.signIn('desk');
  const { text } = readPdf(await desk.download(`/petugas/kasus/${caseId}/berkas/${letter?.file_id ?? ''}`));
  return text.replaceAll(/\s+/gu, ' ').includes(LATER);
}

const ways: readonly (readonly [string, string | null, boolean])[] = [
  ['counter', null, true],
  ['post', null, true],
  ['post', 'surat@contoh.test', false],
];

it.each(ways)('a notice on a request by %s from somebody at %s', async (channel, email, isLater) => {
  const { id } = await enter(channel, email);
  const officer = await app.signIn('officer', 'disdukcapil');
  await app.mustAct(officer, id, 'answer-not-yet-held', { reason: 'Datanya belum dikuasai.' });
  expect(await saysLater(id, 'decision-notice')).toBe(isLater);
});

it.each([
  [null, true],
  ['salinan@contoh.test', false],
] as const)('a refusal and the reply to its objection go to %s', async (email, isLater) => {
  const filed = await enter('counter', email, { delivery: email === null ? 'pickup' : 'post' });
  const officer = await app.signIn('officer', 'disdukcapil');
  await app.mustAct(officer, filed.id, 'propose-refusal', { ...FULL });
  await app.mustAct(await app.signIn('superior'), filed.id, 'consent');
  expect(await saysLater(filed.id, 'refusal-notice')).toBe(isLater);
  const world = new ObjectionWorld(app);
  const objection = await world.file(filed, { grounds: ['a'], story: STORY });
  const reply = { outcome: 'upheld', reasons: REASONS };
  await world.mustAct(['superior'], objection.body.objectionNumber, 'reply', reply);
  expect(await saysLater(filed.id, 'objection-reply')).toBe(isLater);
});
