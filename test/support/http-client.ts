import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';

/** What came back: parsed JSON where it is JSON, and always the text. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
  readonly text: string;
}

/** An error as the contract promises it (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors?: ReadonlyArray<{
    readonly field: string;
    readonly code: string;
    readonly message: string;
  }>;
}

export interface CallOptions {
  /** Idempotency-Key; default a fresh one on each POST, `null` sends none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A caller of the JSON API: an anonymous citizen, or a member of staff once it holds a session's cookie. */
export class HttpClient {
  private cookies = new Map<string, string>();

  constructor(private readonly baseUrl: () => string) {}

  get<T = unknown>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, undefined, options);
  }

  post<T = unknown>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<Answer<T>> {
    const json = { 'content-type': 'application/json', ...options.headers };
    return this.send<T>('POST', path, typeof body === 'string' ? body : JSON.stringify(body), {
      ...options,
      headers: json,
    });
  }

  delete<T = unknown>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.send<T>('DELETE', path, undefined, options);
  }

  /** Sends a form as a browser without script does; redirects are answered, not followed. */
  submit(
    path: string,
    fields: Readonly<Record<string, string>>,
    options: CallOptions = {},
  ): Promise<Answer<string>> {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      ...options.headers,
    };
    return this.send<string>('POST', path, new URLSearchParams(fields).toString(), {
      key: null,
      ...options,
      headers,
    });
  }

  /** A page as a browser asks for it. */
  page(path: string): Promise<Answer<string>> {
    return this.send<string>('GET', path, undefined, { headers: { accept: 'text/html' } });
  }

  /** A file as it is served, byte for byte; with fields, as the answer to their form. */
  async download(path: string, fields?: Readonly<Record<string, string>>): Promise<Buffer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    await seeClosedSockets();
    const form = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) };
    const response = await fetch(new URL(path, this.baseUrl()), { headers: { cookie }, ...form });
    if (response.status !== 200) throw new Error(`${path} answered ${String(response.status)}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** Sends a form with files as a browser does. */
  form(path: string, form: FormData): Promise<Answer<string>> {
    return this.send<string>('POST', path, form, { key: null, headers: { accept: 'text/html' } });
  }

  /** Sends one file as `POST /api/v1/files` takes it. */
  async upload<T = { fileId: string }>(bytes: Uint8Array, name: string, type: string): Promise<Answer<T>> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
    return this.send<T>('POST', '/api/v1/files', form, { key: null });
  }

  private async send<T>(
    method: string,
    path: string,
    body: string | FormData | undefined,
    { key, headers = {} }: CallOptions,
  ): Promise<Answer<T>> {
    const sent: Record<string, string> = { accept: 'application/json', ...headers };
    if (method === 'POST' && key !== null) sent['idempotency-key'] = key ?? randomUUID();
    if (this.cookies.size > 0) {
      sent.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    }
    await seeClosedSockets();
    const response = await fetch(new URL(path, this.baseUrl()), {
      method,
      headers: sent,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    for (const cookie of response.headers.getSetCookie()) this.remember(cookie);
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson && text !== '' ? JSON.parse(text) : text) as T,
    };
  }

  private remember(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
    const [name = '', ...value] = pair.split('=');
    const gone = value.join('=') === '' || attributes.some((part) => /^max-age=0$/i.test(part));
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, value.join('='));
  }
}

/**
 * A spec that has worked without a pause for longer than the program keeps an idle connection has not heard yet that it
 * is closed, and would send into it. Two turns of the event loop: the news is read before anything is sent.
 */
async function seeClosedSockets(): Promise<void> {
  await turn();
  await turn();
}

/** Fails with what the program said when the status is another one: a spec then shows the reason at once. */
export function expectStatus<T>(answer: Answer<T>, status: number): T {
  if (answer.status !== status) {
    throw new Error(
      `expected ${String(status)}, got ${String(answer.status)}: ${answer.text.slice(0, 2_000)}`,
    );
  }
  return answer.body;
}
