import type { Page } from 'playwright-core';
import { follow } from '../support/browser.js';
import { nationalId } from '../support/request-bodies.js';

/** Answers of a person that reach the check page, one form a page; specs change what they are about. */
export const answers = {
  question: 'Laporan penggunaan dana BOS semua SD negeri di Kecamatan Sirimau, tahun anggaran 2025.',
  name: 'Yosina Tahalele',
  email: 'yosina@contoh.id',
  address: 'Jl. Contoh No. 5, Batu Merah, Sirimau',
} as const;

/** Presses the one filled button of a form and waits for the page after it. */
export async function go(page: Page): Promise<void> {
  await follow(page.locator('form .actions .button').first());
}

/** What to do on each page before going on, in the order of the pages. */
export function fillers(photo: { name: string; mimeType: string; buffer: Buffer }) {
  return [
    { path: '1', fill: (page: Page) => page.fill('#rincian', answers.question) },
    { path: '2', fill: (page: Page) => page.check('#instansi', { force: true }) },
    { path: '3', fill: (page: Page) => page.check('[name=tujuan][value=oversight]', { force: true }) },
    { path: '4', fill: (page: Page) => page.check('[name=cara][value=copy]', { force: true }) },
    {
      path: '4/salinan',
      fill: async (page: Page) => {
        await page.check('[name=salinan][value=online]', { force: true });
        await page.check('[name=bentuk][value=softcopy]', { force: true });
      },
    },
    { path: '5', fill: (page: Page) => page.check('[name=pemohon][value=individual]', { force: true }) },
    {
      path: '6',
      fill: async (page: Page) => {
        await page.fill('#nama', answers.name);
        await page.check('[name=identitas][value=ktp]', { force: true });
        await page.fill('#nik', nationalId());
        await page.setInputFiles('#ktp', photo);
      },
    },
    {
      path: '7',
      fill: async (page: Page) => {
        await page.fill('#email', answers.email);
        await page.fill('#alamat', answers.address);
      },
    },
  ] as const;
}
