import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { fillForm, FormClient, sendForm } from './form-client.js';

const app = useApp({ at: '2026-11-24T10:15:00+09:00', env: { LIMITS: 'on' } });
const numbers = 'nol satu dua tiga empat lima enam tujuh delapan sembilan'.split(' ');

function sumOf(html: string): string {
  const [, first = '', second = ''] = /Berapa (\w+) ditambah (\w+)\?/.exec(html) ?? [];
  return String(numbers.indexOf(first) + numbers.indexOf(second));
}

describe('the question against automatic sending', () => {
  it('is asked in words, changes after a wrong answer, and lets the right one through', async () => {
    const client = new FormClient(() => app.baseUrl);
    await fillForm(client);
    const first = expectStatus(await client.get('/permohonan/baru/8'), 200);
    expect(first).toMatch(/Berapa \w+ ditambah \w+\?/);
    const wrong = await sendForm(client, { jumlah: '99' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Tulis hasil penjumlahannya dengan angka');
    const right = await sendForm(client, { jumlah: sumOf(wrong.text) });
    expect(right.headers.get('location')).toBe('/permohonan/terkirim');
  });
});
