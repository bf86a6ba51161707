import { TestApp } from '../support/app.js';

const app = new TestApp({ at: '2026-11-24T10:15:00+09:00' });
beforeAll(() => app.start(), 120_000);
afterAll(() => app.stop());

interface DueRow {
  readonly kind: string;
  readonly stage: string;
  readonly due_at: Date;
  readonly effective_at: Date | null;
  readonly outcome: string | null;
}

const rowsOf = (caseId: string): Promise<DueRow[]> =>
  app.sql<DueRow>(
    'SELECT kind, stage, due_at, effective_at, outcome FROM due_rows WHERE case_id = $1 ORDER BY due_at, id',
    [caseId],
  );

describe('the office falls silent', () => {
  it('treats a request as complete when nobody checked it in three working days', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    expect(filed.completenessDueDate).toBe('2026-11-27');
    expect(filed.dueDate).toBe('2026-12-08');
    await app.passTo('2026-11-28T00:00:05+09:00');
    const id = await app.caseId(filed.registerNumber);
    const check = (await rowsOf(id)).find((row) => row.kind === 'completeness-check');
    expect(check).toMatchObject({ outcome: 'taken', effective_at: new Date('2026-11-28T00:00:00+09:00') });
    expect((await app.track(filed)).status).toBe('processing');
    const desk = app.account('desk').email;
    const told = (await app.mails(desk)).filter((mail) => mail.subject.includes(filed.registerNumber));
    expect(told.map((mail) => mail.subject)).toEqual([`${filed.registerNumber} dianggap lengkap`]);
  });

  it('reminds three and one working days before and on the day, one digest a person', async () => {
    await app.setClock('2026-11-28T09:00:00+09:00');
    const officer = app.account('officer', 'disdukcapil').email;
    const filed = [
      await app.fileRequest({ agency: 'disdukcapil' }),
      await app.fileRequest({ agency: 'disdukcapil' }),
    ];
    expect(filed[0]?.dueDate).toBe('2026-12-11');
    for (const at of [
      '2026-12-03T00:00:05+09:00',
      '2026-12-08T08:02:00+09:00',
      '2026-12-10T08:02:00+09:00',
      '2026-12-11T08:02:00+09:00',
    ]) {
      await app.passTo(at);
    }
    const digests = (await app.mails(officer)).filter((mail) => mail.subject.startsWith('PPID '));
    expect(digests).toHaveLength(3);
    for (const digest of digests) {
      for (const { registerNumber } of filed) expect(digest.text).toContain(registerNumber);
    }
  });

  it('dates silence at its due moment and opens the right to object', async () => {
    await app.setClock('2026-11-24T10:15:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-11-28T00:00:05+09:00');
    await app.passTo('2026-12-09T03:00:00+09:00');
    const id = await app.caseId(filed.registerNumber);
    const reply = (await rowsOf(id)).find((row) => row.kind === 'reply');
    expect(reply).toMatchObject({
      stage: 'first',
      outcome: 'taken',
      effective_at: new Date('2026-12-09T00:00:00+09:00'),
    });
    const tracked = await app.track(filed);
    expect(tracked).toMatchObject({
      status: 'processing',
      overdue: true,
      workingDaysLeft: -1,
      preparedObjection: { grounds: ['c'], until: '2027-01-25' },
    });
    const [prepared] = await app.sql<{ story: string }>(
      'SELECT story FROM prepared_objections WHERE case_id = $1',
      [id],
    );
    expect(prepared?.story.replaceAll('\u00a0', ' ')).toBe(
      `Permohonan saya ${filed.registerNumber} terdaftar pada Selasa, 24 November 2026. ` +
        'Batas jawabannya Selasa, 8 Desember 2026. Sampai batas itu lewat saya belum menerima pemberitahuan tertulis. ' +
        'Jawaban terlambat sejak hari kerja Rabu, 9 Desember 2026.',
    );
    const [audit] = await app.sql<{ effective_at: Date; recorded_at: Date }>(
      `SELECT effective_at, recorded_at FROM audit WHERE case_id = $1 AND event = 'reply-lapsed'`,
      [id],
    );
    expect(audit?.effective_at).toEqual(new Date('2026-12-09T00:00:00+09:00'));
    expect(audit?.recorded_at.getTime()).toBeGreaterThan(new Date('2026-12-09T02:59:00+09:00').getTime());
    const about = (await app.mails()).filter(
      (mail) => mail.subject.includes(filed.registerNumber) && mail.subject.includes('lewat'),
    );
    expect(about.map((mail) => mail.to).sort()).toEqual(
      [
        app.account('supervisor').email,
        app.account('superior').email,
        await requesterMail(filed.registerNumber),
      ].sort(),
    );
    expect(about.find((mail) => mail.to.includes('contoh.test'))?.text).toContain('Senin, 25 Januari 2027');
  });

  it('files the prepared objection with a number of its own', async () => {
    await app.setClock('2026-11-24T11:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-11-28T00:00:05+09:00');
    await app.passTo('2026-12-09T00:00:05+09:00');
    await app.setClock('2026-12-09T09:00:00+09:00');
    const answer = await app.citizenAct<{ objectionNumber: string; replyDueDate: string }>(filed, 'object', {
      prepared: true,
    });
    expect(answer.status).toBe(201);
    expect(answer.body.objectionNumber).toMatch(/^AMBON-K-2026-\d{6}$/u);
    expect(answer.body.replyDueDate).toBe('2027-01-26');
  });

  it('leaves a notice that was committed before the due moment alone', async () => {
    await app.setClock('2026-11-24T12:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(filed.registerNumber);
    await app.passTo('2026-12-08T23:58:00+09:00');
    const officer = await app.signIn('officer', 'disdik');
    await app.mustAct(officer, id, 'answer-not-held', {
      holder: 'Pemerintah Provinsi Maluku',
      reason: 'Urusan SMA ada pada provinsi.',
    });
    await app.passTo('2026-12-10T00:00:05+09:00');
    const reply = (await rowsOf(id)).find((row) => row.kind === 'reply');
    expect(reply?.outcome).toBe('stopped');
    expect((await app.track(filed)).overdue).toBe(false);
  });
});

async function requesterMail(number: string): Promise<string> {
  const receipts = (await app.mails()).filter((mail) => mail.subject === `Permohonan ${number} terdaftar`);
  return receipts[0]?.to ?? '';
}
