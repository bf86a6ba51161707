import { createHash } from 'node:crypto';
import { CaseLetters, addresseeOf } from '../../src/cases/requests/case-letters.js';
import { Requesters } from '../../src/office/requesters/requesters.js';
import { Database } from '../../src/platform/database/database.js';
import { ALL, SYSTEM } from '../../src/platform/database/scope.js';
import { lockOwnCase } from '../../src/cases/requests/open-case.js';
import { useInside } from '../policy/inside.js';
import { useApp } from '../support/app.js';
import { expectStatus, type HttpClient, type Problem } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields, submitFiles } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);

const extension = { reasons: ['statusUndecided'], explanation: 'Masih dibahas apakah dikecualikan.' };

interface Letter {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly facts: unknown;
  readonly frame: unknown;
  readonly issued_at: Date;
  readonly file_id: string | null;
  readonly signed_file_id: string | null;
}

async function lettersOf(caseId: string): Promise<Letter[]> {
  return app.sql<Letter>('SELECT * FROM letters WHERE case_id = $1 ORDER BY issued_at', [caseId]);
}

async function upload(client: HttpClient, content: Buffer, name: string, type: string): Promise<string> {
  return expectStatus(await client.upload(content, name, type), 201).fileId;
}

const pdf = (client: HttpClient, words = 'Surat bertanda tangan'): Promise<string> =>
  upload(client, sampleFiles.pdf(words), 'surat.pdf', 'application/pdf');

async function digestOf(fileId: string): Promise<string> {
  const [row] = await app.sql<{ hash: string }>(
    `SELECT encode(content_sha256, 'hex') AS hash FROM files WHERE id = $1`,
    [fileId],
  );
  return row?.hash ?? '';
}

describe('a letter', () => {
  it('takes the number that the office typed, once', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const [first, second] = [await app.fileRequest(), await app.fileRequest()];
    const id = await app.caseId(first.registerNumber);
    await app.mustAct(officer, id, 'extend', { ...extension, letterNumber: ' 1/PPID/XI/2026 ' });
    expect((await lettersOf(id))[0]?.number).toBe('1/PPID/XI/2026');
    const other = await app.caseId(second.registerNumber);
    const again = await app.act(officer, other, 'extend', {
      ...extension,
      letterNumber: '1 / ppid/xi / 2026',
    });
    expect(again.status).toBe(422);
    expect((again.body as unknown as Problem).errors).toEqual([
      expect.objectContaining({ field: 'letterNumber', code: 'letter-number-used' }),
    ]);
    await app.mustAct(officer, other, 'extend', extension);
    expect((await lettersOf(other))[0]?.number).not.toBe('1/PPID/XI/2026');
  });

  it('takes no dash for a number', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const id = await app.caseId((await app.fileRequest()).registerNumber);
    const answer = await app.act(officer, id, 'extend', { ...extension, letterNumber: '-' });
    expect(answer.status).toBe(422);
    expect((answer.body as unknown as Problem).errors).toEqual([
      expect.objectContaining({ field: 'letterNumber', code: 'wrong-value' }),
    ]);
    await app.mustAct(officer, id, 'extend', { ...extension, letterNumber: '' });
    expect((await lettersOf(id))[0]?.number).toMatch(/PPID/u);
  });

  it('prints the same bytes again from what was frozen', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const id = await app.caseId((await app.fileRequest()).registerNumber);
    await app.mustAct(officer, id, 'extend', extension);
    await app.sweep();
    const letter = (await lettersOf(id))[0];
    if (letter === undefined) throw new Error('no letter');
    const print = (): Promise<string> =>
      inside.get(Database).transaction(SYSTEM, ALL, async (tx) => {
        const row = await lockOwnCase(tx, id);
        const { person } = await inside.get(Requesters).open(tx, row.requester_id);
        const { number, issued_at: issuedAt, frame } = letter;
        const frozen = { data: letter.facts, number, issuedAt, frame };
        const bytes = inside
          .get(CaseLetters)
          .print({ ...row, link_epoch: 7 }, 'extension-notice', frozen, addresseeOf(person));
        return createHash('sha256').update(bytes).digest('hex');
      });
    const kept = await digestOf(letter.file_id ?? '');
    expect(await print()).toBe(kept);
    expect(await print()).toBe(kept);
  });
});

describe('a signed copy', () => {
  it('sent with the notice is the one that the requester gets', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    const signedFileId = await pdf(desk);
    await app.mustAct(desk, id, 'extend', { ...extension, signedFileId });
    await app.sweep();
    const letter = (await lettersOf(id))[0];
    expect(letter?.signed_file_id).toBe(signedFileId);
    expect(letter?.file_id).not.toBeNull();
    const { documents } = await app.track(filed);
    expect(documents.map((document) => document.sha256)).toEqual([await digestOf(signedFileId)]);
  });

  it('may come later and must be a PDF that nobody has taken', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'extend', extension);
    await app.sweep();
    const letterId = (await lettersOf(id))[0]?.id;
    const picture = await upload(desk, await sampleFiles.png(), 'surat.png', 'image/png');
    const faults = await app.act(desk, id, 'sign-letter', { letterId, signedFileId: picture });
    expect(faults.status).toBe(422);
    expect((faults.body as unknown as Problem).errors?.[0]).toMatchObject({
      field: 'signedFileId',
      code: 'wrong-type',
    });
    const signedFileId = await pdf(desk);
    await app.mustAct(desk, id, 'sign-letter', { letterId, signedFileId });
    expect((await app.act(desk, id, 'sign-letter', { letterId, signedFileId })).status).toBe(422);
    const { documents } = await app.track(filed);
    expect(documents.map((document) => document.sha256)).toEqual([await digestOf(signedFileId)]);
    const foreign = await app.caseId((await app.fileRequest()).registerNumber);
    const fresh = await pdf(desk);
    const body = { letterId, signedFileId: fresh };
    expect((await app.act(desk, foreign, 'sign-letter', body)).status).toBe(404);
  });
});

describe('the page of a letter', () => {
  it('shows number and hash and takes the signed copy', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'extend', { ...extension, letterNumber: '77/PPID/XI/2026' });
    await app.sweep();
    const letter = (await lettersOf(id))[0];
    const path = `/petugas/kasus/${id}/surat/${letter?.id ?? ''}`;
    expect((await desk.page(`/petugas/kasus/${id}`)).text).toContain(path);
    const page = await desk.page(path);
    expect(page.text).toContain('77/PPID/XI/2026');
    expect(page.text).toContain(await digestOf(letter?.file_id ?? ''));
    const empty = await desk.submit(path, hiddenFields(page.text, 'surat'));
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Pilih PDF surat yang sudah ditandatangani');
    const form = new FormData();
    for (const [name, value] of Object.entries(hiddenFields(page.text, 'surat'))) form.append(name, value);
    const signed = sampleFiles.pdf('Ditandatangani');
    form.append('berkas', new Blob([new Uint8Array(signed)]), 'surat.pdf');
    expect((await submitFiles(desk, path, form)).status).toBe(303);
    const after = (await lettersOf(id))[0];
    expect((await desk.page(path)).text).toContain(await digestOf(after?.signed_file_id ?? ''));
    const officer = await app.signIn('officer', 'disdik');
    expect((await officer.page(path)).status).toBe(403);
  });
});
