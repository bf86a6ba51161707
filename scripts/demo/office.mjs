/** The people of the demonstration: a citizen and the staff, acting over HTTP as anybody would. */
import { randomUUID } from 'node:crypto';

/** Everything a step of the story may do. Every call throws with the answer when it is not the expected status. */
export function createOffice({ url, accounts, rows }) {
  const cookies = new Map();
  let seenMails = 0;

  async function call(method, path, body, { as, status = 200 } = {}) {
    const headers = { 'idempotency-key': randomUUID() };
    if (body !== undefined && !(body instanceof FormData)) headers['content-type'] = 'application/json';
    if (as !== undefined) headers.cookie = await signIn(as);
    const payload = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
    const answer = await fetch(`${url}${path}`, { method, headers, body: payload });
    const text = await answer.text();
    if (answer.status !== status)
      throw new Error(`${method} ${path}: ${answer.status} instead of ${status}\n${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  async function signIn(who) {
    if (!cookies.has(who)) {
      const [role, agency] = who.split(':');
      const account = accounts.find(
        (one) => one.role === role && (agency === undefined || one.agency === agency),
      );
      const answer = await fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: account.email, password: account.password }),
      });
      if (answer.status !== 200) throw new Error(`sign-in of ${who}: ${answer.status}`);
      cookies.set(who, answer.headers.getSetCookie()[0].split(';')[0]);
    }
    return cookies.get(who);
  }

  return {
    call,
    rows,
    /** Files a request and returns the answer together with the id that staff use. */
    async file(question, name) {
      const filed = await call('POST', '/api/v1/requests', requestBody(question, name), { status: 201 });
      const [row] = await rows('SELECT case_id FROM tenggat_read.cases WHERE register_number = $1', [
        filed.registerNumber,
      ]);
      return { ...filed, id: row.case_id };
    },
    /** A staff act on a case in its present version. */
    async act(as, id, action, body = {}) {
      const { version } = await call('GET', `/api/v1/cases/${id}`, undefined, { as });
      return call('POST', `/api/v1/cases/${id}/${action}`, { version, ...body }, { as });
    },
    case: (as, id) => call('GET', `/api/v1/cases/${id}`, undefined, { as }),
    track: (filed) =>
      call('POST', '/api/v1/tracking', {
        registerNumber: filed.registerNumber,
        trackingCode: filed.trackingCode,
      }),
    async moveTo(moment) {
      await call('POST', '/_test/clock', { set: moment });
      return call('POST', '/_test/sweep');
    },
    sweep: () => call('POST', '/_test/sweep'),
    /** Mails that arrived since the last look, oldest first. */
    async newMails() {
      const mails = await call('GET', '/_test/mail');
      const fresh = mails.slice(seenMails);
      seenMails = mails.length;
      return fresh;
    },
    /** A file that an officer hands over with an answer. */
    async upload(name, content, type) {
      const form = new FormData();
      form.append('file', new Blob([content], { type }), name);
      return call('POST', '/api/v1/files', form, { status: 201 });
    },
  };
}

function requestBody(question, name) {
  return {
    informationRequested: question,
    purpose: { kind: 'oversight', text: null },
    agency: null,
    access: 'copy',
    delivery: 'online',
    format: 'softcopy',
    requester: {
      kind: 'individual',
      name,
      nationalId: '8171014101900001',
      address: 'Jalan Contoh 1, Ambon',
      email: `${name.toLowerCase().split(' ')[0]}@warga.test`,
      phone: null,
    },
    language: 'id',
    declarationAccepted: true,
    mayPublish: false,
  };
}
