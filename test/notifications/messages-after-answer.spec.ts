import { useApp } from '../support/app.js';
import { mailAddress, requestBody } from '../support/request-bodies.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

describe('the mails about a message', () => {
  it('name the day of the answer until it is given, and none after it', async () => {
    const email = mailAddress();
    const filed = await app.fileRequest({
      agency: 'disdik',
      requester: { ...requestBody().requester, email },
    });
    const id = await app.caseId(filed.registerNumber);
    const officer = await app.signIn('officer', 'disdik');
    const told = async (): Promise<readonly string[]> => {
      await app.act(officer, id, 'message', { text: 'Ada yang perlu dijelaskan.' });
      await app.citizenAct(filed, 'message', { text: 'Tahun 2025.', fileIds: [] });
      await app.sweep();
      const mails = (await app.mails()).filter(({ subject }) => subject.includes(filed.registerNumber));
      const toCitizen = mails.filter(({ to, subject }) => to === email && subject.startsWith('Pesan baru'));
      const toOfficer = mails.filter(({ subject }) => subject.includes('baca pesan'));
      return [toCitizen.at(-1), toOfficer.at(-1)].map((mail) => mail?.text ?? '');
    };
    expect((await told()).map((text) => text.includes('8 Desember 2026'))).toEqual([true, true]);
    await app.mustAct(officer, id, 'answer-not-yet-held', { reason: 'Data belum disusun.' });
    expect((await told()).map((text) => text.includes('8 Desember 2026'))).toEqual([false, false]);
  });
});
