import { randomUUID } from 'node:crypto';
import { type Answer, expectStatus } from '../support/http-client.js';
import { nationalId } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';

/** A citizen at the form, as a browser without script: keeps cookies, hidden fields and nothing else. */
export class FormClient {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly baseUrl: () => string) {}

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  async get(path: string): Promise<Answer<string>> {
    return this.send(path, { method: 'GET' });
  }

  /** Sends the first form of a page with these fields; a file makes it multipart. */
  async submit(
    path: string,
    fields: Readonly<Record<string, string>>,
    file?: { readonly field: string; readonly name: string; readonly content: Buffer },
  ): Promise<Answer<string>> {
    const page = await this.get(path);
    return this.post(path, { ...hiddenOf(page.text), ...fields }, file);
  }

  /** Sends fields as they are. */
  async post(
    path: string,
    fields: Readonly<Record<string, string>>,
    file?: { readonly field: string; readonly name: string; readonly content: Buffer },
  ): Promise<Answer<string>> {
    if (file === undefined) return this.send(path, { method: 'POST', body: new URLSearchParams(fields) });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append(file.field, new Blob([new Uint8Array(file.content)]), file.name);
    return this.send(path, { method: 'POST', body: form });
  }

  /** Sends a body as it is. */
  raw(path: string, type: string, body: string): Promise<Answer<string>> {
    return this.send(path, { method: 'POST', body }, { 'content-type': type });
  }

  private async send(
    path: string,
    init: RequestInit,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer<string>> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.baseUrl()), {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...more },
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    // Counts stay with their units by no-break spaces; specs read them as plain ones.
    const text = (await response.text()).replaceAll('\u00a0', ' ');
    return { status: response.status, headers: response.headers, text, body: text };
  }
}

export function hiddenOf(html: string): Record<string, string> {
  const form = /<form[^>]*class="filing"[\s\S]*?<\/form>/u.exec(html)?.[0] ?? html;
  const fields: Record<string, string> = {};
  for (const [, name, value] of form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/gu)) {
    if (name !== undefined) fields[name] = value ?? '';
  }
  return fields;
}

/** Pages and fields of a person's request that reaches the check page. */
export function pagesOf(email = `warga${randomUUID().slice(0, 8)}@contoh.id`) {
  return [
    ['1', { rincian: 'Laporan penggunaan dana BOS SMP Negeri 6 Ambon tahun 2025' }],
    ['2', { instansi: 'daftar', instansi_daftar: 'disdik' }],
    ['3', { tujuan: 'oversight' }],
    ['4', { cara: 'copy' }],
    ['4/salinan', { salinan: 'online', bentuk: 'softcopy' }],
    ['5', { pemohon: 'individual' }],
    ['6', { nama: 'Yosina Tahalele', identitas: 'ktp', nik: nationalId() }],
    ['7', { email, alamat: 'Jl. Contoh No. 5, Batu Merah', telepon: '0812-3456-7890' }],
  ] as const;
}

/** Fills every page and stands before the check page. */
export async function fillForm(client: FormClient, email?: string): Promise<void> {
  for (const [path, fields] of pagesOf(email)) {
    const file =
      path === '6' ? { field: 'ktp', name: 'ktp.jpg', content: await sampleFiles.jpg(300, 190) } : undefined;
    expectStatus(await client.submit(`/permohonan/baru/${path}`, fields, file), 303);
  }
}

/** Sends the checked form. */
export function sendForm(
  client: FormClient,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer<string>> {
  return client.submit('/permohonan/baru/8', { benar: '1', ...more });
}
