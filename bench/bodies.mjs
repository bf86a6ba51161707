/** Filings of people who do not exist: each with an identity, mail address and network of its own. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const EXAMPLES = readFileSync(resolve(import.meta.dirname, '../config/routing-examples.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t')[1])
  .filter((text) => text !== undefined && text.length >= 20);

/** Texts to route, as many as the city has examples. */
export const QUESTIONS = EXAMPLES;

let counter = 0;

/** A request for `send` that files; every second one leaves the agency to the system. */
export function filing(url) {
  counter += 1;
  const day = String((counter % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(counter / 28) % 12) + 1).padStart(2, '0');
  const year = String(50 + (Math.floor(counter / 336) % 50));
  return {
    url: `${url}/api/v1/requests`,
    method: 'POST',
    headers: { 'idempotency-key': randomUUID(), 'x-forwarded-for': address(counter) },
    body: {
      informationRequested: EXAMPLES[counter % EXAMPLES.length],
      purpose: { kind: 'research', text: null },
      agency: counter % 2 === 0 ? 'disdik' : null,
      access: 'copy',
      delivery: 'online',
      format: 'softcopy',
      requester: {
        kind: 'individual',
        name: `Maria Latuconsina ${['Tahalele', 'Matulessy', 'Soplanit', 'Tuanaya'][counter % 4]}`,
        nationalId: `817103${day}${month}${year}${String(counter % 10_000).padStart(4, '0')}`,
        address: 'Jalan Pattimura Nomor 12, Kelurahan Ahusen, Kecamatan Sirimau',
        email: `pemohon${counter}@contoh.test`,
        phone: null,
      },
      language: counter % 10 === 0 ? 'en' : 'id',
      declarationAccepted: true,
      mayPublish: false,
    },
  };
}

/** Another network each time. */
export function address(number) {
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
}
