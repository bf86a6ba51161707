import { simpleParser } from 'mailparser';
import { composeMail, type MailToCompose } from './compose-mail.js';

const mail: MailToCompose = {
  from: { name: 'PPID Kota Ambon', address: 'ppid@ambon.test' },
  to: 'warga@contoh.test',
  replyTo: null,
  subject: 'Perlu dilengkapi: AMBON-2026-000123',
  text: 'Yth. Pemohon informasi,\n\n.titik di awal\nbaris akhir spasi \n',
  html: `<p style="x=1">${'Selasa,\u00a08\u00a0Desember\u00a02026 '.repeat(40)}</p>`,
  messageId: '<0190a7f2-7d3e-7c55-9a51-5a7f0c1d2e3f@ppid.ambon.test>',
  date: new Date('2026-11-24T01:15:00Z'),
  language: 'id',
  attachment: {
    name: 'batas.ics',
    type: 'text/calendar; charset=utf-8; method=PUBLISH',
    content: 'BEGIN:VCALENDAR\r\nSUMMARY:Batas é\r\nEND:VCALENDAR',
  },
};

describe('composed mail', () => {
  it('reads back as it was written', async () => {
    const parsed = await simpleParser(composeMail(mail));
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.from?.text).toBe('"PPID Kota Ambon" <ppid@ambon.test>');
    expect(parsed.messageId).toBe(mail.messageId);
    expect(parsed.date).toEqual(mail.date);
    expect(parsed.text?.trimEnd()).toBe(mail.text.trimEnd());
    expect(parsed.html).toBe(mail.html);
    expect(parsed.attachments.map((file) => [file.filename, file.contentType])).toEqual([
      ['batas.ics', 'text/calendar'],
    ]);
    expect(parsed.attachments[0]?.content.toString('utf8')).toContain('SUMMARY:Batas é');
  });

  it('keeps every line within 76 signs and pure ASCII', () => {
    const raw = composeMail(mail);
    expect(raw).toMatch(/^[\x09\x0d\x0a\x20-\x7e]*$/u);
    const lines = raw.split('\r\n').filter((line) => !line.startsWith('Content-Type:'));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
  });

  it('writes foreign signs of a subject as encoded words', async () => {
    const subject = `Batas berubah menurut ${'Keputusan é 中 '.repeat(12)}`.trim();
    const raw = composeMail({ ...mail, subject });
    expect(raw).not.toContain('é');
    expect((await simpleParser(raw)).subject).toBe(subject);
  });

  it.each([
    [{ to: 'warga@contoh.test\r\nBcc: x@y.test' }],
    [{ to: 'a@b.test, c@d.test' }],
    [{ subject: 'Halo\r\nBcc: x@y.test' }],
    [{ subject: 'Halo\nX: y' }],
    [{ from: { name: 'PPID\r\nX: y', address: 'ppid@ambon.test' } }],
    [{ replyTo: 'x@y.test\nX: y' }],
    [{ messageId: '<a@b>\r\nX: y' }],
    [{ attachment: { name: 'a"\r\nX: y', type: 'text/calendar', content: '' } }],
  ])('refuses a header that would inject: %j', (change) => {
    expect(() => composeMail({ ...mail, ...change })).toThrow();
  });
});
