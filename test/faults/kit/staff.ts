import fs from 'node:fs/promises';
import path from 'node:path';
import { expectStatus, HttpClient } from '../../support/http-client.js';
import type { Topology } from './topology.js';

interface Account {
  readonly role: string;
  readonly agency: string | null;
  readonly email: string;
  readonly password: string;
}

/** A person of the office, signed in once, who may act at any web process. */
export class StaffMember {
  private url: string;
  readonly client: HttpClient;

  private constructor(private readonly home: string) {
    this.url = home;
    this.client = new HttpClient(() => this.url);
  }

  /** The `which`-th account of a role, by the file of first accounts. */
  static async signIn(topology: Topology, role: string, which = 0): Promise<StaffMember> {
    const file = path.join(topology.settings()['DATA_DIR'] ?? '', 'accounts.json');
    const accounts = JSON.parse(await fs.readFile(file, 'utf8')) as readonly Account[];
    const account = accounts.filter((one) => one.role === role)[which];
    if (account === undefined) throw new Error(`no account of ${role}`);
    const member = new StaffMember(topology.webs[0]?.url ?? '');
    const { email, password } = account;
    expectStatus(await member.client.post('/api/v1/session', { email, password }), 200);
    return member;
  }

  /** Acts at this web process, then is at home again. */
  async at<T>(url: string, act: (client: HttpClient) => Promise<T>): Promise<T> {
    this.url = url;
    try {
      return await act(this.client);
    } finally {
      this.url = this.home;
    }
  }
}
