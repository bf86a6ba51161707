import { codeOf, STORY } from '../objections/objection-world.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

type Citizenship = 'WNI' | 'other';
const principal = (citizenship?: Citizenship) => ({
  name: 'Siti Contoh',
  nationalId: null,
  address: 'Ambon',
  ...(citizenship === undefined ? {} : { citizenship }),
});
const proxyFor = (own: Citizenship, whom?: Citizenship) => ({
  ...requestBody().requester,
  ...(own === 'other' ? { nationalId: null, identity: 'passport' } : {}),
  kind: 'proxy',
  citizenship: own,
  principal: principal(whom),
});

/** Who is represented is the requester of UU 14/2008 art. 1(12), whoever brings the paper (law.md section 5). */
describe('a proxy', () => {
  it.each([
    ['other', undefined, '2026-12-08'],
    ['other', 'WNI', '2026-12-08'],
    ['WNI', 'other', null],
    ['WNI', 'WNI', '2026-12-08'],
  ] as const)('%s for somebody %s is answered by %s', async (own, whom, dueDate) => {
    const requester = proxyFor(own, whom) as never;
    expect((await app.fileRequest({ requester })).dueDate).toBe(dueDate);
    const desk = await app.signIn('desk');
    const body = { ...requestBody(), requester, channel: 'counter' };
    expect(expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body), 201).dueDate).toBe(dueDate);
  });

  it('of a foreigner may not object without a request, a foreign one of a citizen may', async () => {
    const object = async (own: Citizenship, whom: Citizenship) => {
      const letter = await app.citizen.upload(sampleFiles.pdf('Surat kuasa'), 'kuasa.pdf', 'application/pdf');
      const requester = proxyFor(own, whom);
      const fileIds = [expectStatus(letter, 201).fileId];
      return app.citizen.post('/api/v1/objections', { grounds: ['b'], story: STORY, requester, fileIds });
    };
    expect(codeOf(await object('WNI', 'other'))).toBe('ground-not-open');
    expect((await object('other', 'WNI')).status).toBe(201);
  });

  it('says on the page of the intake that the principal is a foreigner', async () => {
    const desk = await app.signIn('desk');
    const page = await desk.page('/petugas/kasus/baru');
    const sent = await desk.submit('/petugas/kasus/baru', {
      ...hiddenFields(page.text, 'kasus/baru'),
      ...{ kanal: 'counter', hari: '24', bulan: '11', tahun: '2026', tujuan: 'research' },
      ...{ rincian: 'Rincian penggunaan Dana BOS tahun 2025', cara: 'copy/pickup/hardcopy' },
      ...{ pemohon: 'proxy', identitas: 'atDesk', nama: 'Yohana Tuhumury', alamat: 'Jalan Contoh 1, Ambon' },
      ...{ telepon: '081234567890', pemberi_kuasa: 'John Contoh', pemberi_kuasa_asing: 'ya' },
    });
    expect(sent.status).toBe(303);
    const [row] = await app.sql<{ standing: string }>(
      'SELECT standing FROM cases ORDER BY entered_at DESC LIMIT 1',
    );
    expect(row?.standing).toBe('courtesy');
  });
});
