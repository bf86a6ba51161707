import { randomUUID } from 'node:crypto';
import type { FiledRequest } from '../../support/answers.js';
import { expectStatus, HttpClient } from '../../support/http-client.js';
import { requestBody } from '../../support/request-bodies.js';
import { sampleFiles } from '../../support/sample-files.js';
import { shared, stateOfCase } from './case-state.js';
import type { CrashingAct } from './crash-walk.js';
import { endOfLeases, moveClock, sweep } from './moments.js';
import type { Outside } from './outside.js';
import { StaffMember } from './staff.js';
import type { Topology } from './topology.js';

const FILED_AT = '2026-11-24T09:00:00+09:00';
/** Past the completeness check (27 November) and the reply (8 December). */
const LAPSED_AT = '2026-12-09T00:00:30+09:00';
const HOLIDAY = '2026-12-03';

/** The six acts whose every step may be the last of their process. */
export async function crashingActs(
  topology: Topology,
  outside: Outside,
): Promise<readonly CrashingAct<never>[]> {
  const world = {
    topology,
    outside,
    home: new HttpClient(() => topology.webs[0]?.url ?? ''),
    desk: await StaffMember.signIn(topology, 'desk'),
    admins: [await StaffMember.signIn(topology, 'admin', 0), await StaffMember.signIn(topology, 'admin', 1)],
  } as const;
  const acts = [
    filing(world),
    transition(world),
    sweeping(world),
    sending(world),
    upload(world),
    decree(world),
  ];
  return acts as unknown as readonly CrashingAct<never>[];
}

interface World {
  readonly topology: Topology;
  readonly outside: Outside;
  /** Anybody, at the process that lives. */
  readonly home: HttpClient;
  readonly desk: StaffMember;
  readonly admins: readonly [StaffMember, StaffMember];
}

async function filedAt(world: World, at = FILED_AT): Promise<FiledRequest> {
  await moveClock(world.topology, { set: at });
  return expectStatus(await world.home.post<FiledRequest>('/api/v1/requests', requestBody()), 201);
}

async function caseIdOf({ outside }: World, number: string): Promise<string> {
  const [row] = await outside.views<{ case_id: string }>(
    'SELECT case_id FROM cases WHERE register_number = $1',
    [number],
  );
  return row?.case_id ?? '';
}

/** A dead process holds its leases for a minute and its mails for their pause; both are over then. */
async function nextWorker({ topology, outside }: World): Promise<void> {
  await endOfLeases(outside);
  await moveClock(topology, { advance: 'PT40M' });
  await sweep(topology);
}

function filing(world: World): CrashingAct<{ key: string; body: object; number: string }> {
  const file = async (url: string, subject: { key: string; body: object }): Promise<FiledRequest> =>
    expectStatus(
      await new HttpClient(() => url).post<FiledRequest>('/api/v1/requests', subject.body, {
        key: subject.key,
      }),
      201,
    );
  return {
    name: 'filing',
    steps: { sql: 12, commit: 1 },
    prepare: async () => {
      await moveClock(world.topology, { set: FILED_AT });
      return { key: randomUUID(), body: requestBody(), number: '' };
    },
    act: file,
    finish: async (subject) => {
      const receipt = await file(world.topology.webs[0]?.url ?? '', subject);
      const again = await file(world.topology.webs[0]?.url ?? '', subject);
      subject.number =
        receipt.registerNumber === again.registerNumber ? receipt.registerNumber : 'two answers';
      await nextWorker(world);
    },
    state: ({ number }) => stateOfCase(world.outside, number),
  };
}

function transition(world: World): CrashingAct<{ key: string; number: string; id: string; version: number }> {
  const extend = (url: string, { key, id, version }: { key: string; id: string; version: number }) =>
    world.desk.at(url, async (client) =>
      expectStatus(
        await client.post(
          `/api/v1/cases/${id}/extend`,
          {
            version,
            reasons: ['notYetHeldOrDocumented'],
            explanation: 'Data masih dikumpulkan dari sekolah.',
          },
          { key },
        ),
        200,
      ),
    );
  return {
    name: 'transition',
    steps: { sql: 30, commit: 1 },
    prepare: async () => {
      const { registerNumber: number } = await filedAt(world);
      const id = await caseIdOf(world, number);
      const declared = expectStatus(
        await world.desk.client.post<{ version: number }>(`/api/v1/cases/${id}/declare-complete`, {
          version: 1,
        }),
        200,
      );
      return { key: randomUUID(), number, id, version: declared.version };
    },
    act: extend,
    finish: async (subject) => {
      await extend(world.topology.webs[0]?.url ?? '', subject);
      await nextWorker(world);
    },
    state: ({ number }) => stateOfCase(world.outside, number),
  };
}

function sweeping(world: World): CrashingAct<{ number: string }> {
  return {
    name: 'sweep',
    steps: { sql: 120, commit: 20 },
    prepare: async () => {
      const { registerNumber: number } = await filedAt(world);
      await nextWorker(world);
      await moveClock(world.topology, { set: LAPSED_AT });
      return { number };
    },
    act: (url) => sweepAt(url),
    finish: () => nextWorker(world),
    state: ({ number }) => stateOfCase(world.outside, number),
  };
}

function sending(world: World): CrashingAct<{ number: string }> {
  return {
    name: 'sending',
    steps: { sql: 8, commit: 3, smtp: 5 },
    prepare: async () => ({ number: (await filedAt(world)).registerNumber }),
    act: (url) => sweepAt(url),
    finish: () => nextWorker(world),
    state: ({ number }) => stateOfCase(world.outside, number),
  };
}

function upload(world: World): CrashingAct<{ number: string; content: Buffer }> {
  const send = async (url: string, content: Buffer): Promise<string> => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(content)]), 'surat.pdf');
    const answer = await fetch(`${url}/api/v1/files`, { method: 'POST', body: form });
    if (answer.status !== 201) throw new Error(`upload: ${String(answer.status)}`);
    return ((await answer.json()) as { fileId: string }).fileId;
  };
  return {
    name: 'upload',
    steps: { sql: 4, commit: 1, file: 5 },
    prepare: async () => {
      await moveClock(world.topology, { set: FILED_AT });
      return { number: '', content: sampleFiles.pdf('Surat kuasa') };
    },
    act: (url, { content }) => send(url, content),
    finish: async (subject) => {
      const fileId = await send(world.topology.webs[0]?.url ?? '', subject.content);
      const body = { ...requestBody(), fileIds: [fileId] };
      const filed = expectStatus(await world.home.post<FiledRequest>('/api/v1/requests', body), 201);
      subject.number = filed.registerNumber;
      await nextWorker(world);
    },
    state: ({ number }) => stateOfCase(world.outside, number),
  };
}

interface Decree {
  readonly number: string;
  readonly key: string;
}

/** A holiday inside the reply term: brought in by one admin, applied by another, counted out over the open case. */
function decree(world: World): CrashingAct<Decree> {
  const [first, second] = world.admins;
  const csv = (change: string): string =>
    `date,kind,name_id,name_en,decree,decree_date,change\n${HOLIDAY},one_off,Hari Uji,Test day,Keppres 99/2026,2026-11-20,${change}\n`;
  const propose = async (url: string, change: string, key: string): Promise<string> =>
    first.at(url, async (client) => {
      const options = { key, headers: { 'content-type': 'text/csv' } };
      return expectStatus(
        await client.post<{ id: string }>('/api/v1/calendar/decrees', csv(change), options),
        201,
      ).id;
    });
  const apply = (url: string, id: string): Promise<unknown> =>
    second.at(url, async (client) => {
      const answer = await client.post<{ code?: string }>(`/api/v1/calendar/decrees/${id}/apply`, {});
      // Applied by the process that died: the second admin is told so.
      if (answer.status !== 409) expectStatus(answer, 200);
    });
  const both = async (url: string, { key }: Decree): Promise<void> => {
    await apply(url, await propose(url, 'add', key));
  };
  return {
    name: 'calendar import',
    steps: { sql: 25, commit: 4 },
    prepare: async () => {
      const { registerNumber: number } = await filedAt(world);
      await nextWorker(world);
      await moveClock(world.topology, { set: FILED_AT });
      return { number, key: randomUUID() };
    },
    act: both,
    finish: async (subject) => {
      await both(world.topology.webs[0]?.url ?? '', subject);
      await nextWorker(world);
    },
    state: async ({ number }) => {
      const state = await stateOfCase(world.outside, number);
      // The next subject begins without the holiday.
      await apply(
        world.topology.webs[0]?.url ?? '',
        await propose(world.topology.webs[0]?.url ?? '', 'remove', randomUUID()),
      );
      await nextWorker(world);
      return shared(state);
    },
  };
}

async function sweepAt(url: string): Promise<void> {
  const answer = await fetch(`${url}/_test/sweep`, { method: 'POST' });
  if (answer.status !== 200) throw new Error(`sweep: ${String(answer.status)}`);
}
