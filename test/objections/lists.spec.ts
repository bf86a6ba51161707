import { cursorOf } from '../../src/platform/http/list-cursor.js';
import { DisputeWorld } from '../disputes/dispute-world.js';
import { useApp } from '../support/app.js';
import type { HttpClient } from '../support/http-client.js';

/* Lists by API go on where a page ends: nothing is left out without a word. */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const disputes = new DisputeWorld(app);

interface Page {
  readonly items: readonly {
    readonly id: string;
    readonly replyDueDate?: string;
    readonly filedOn?: string;
  }[];
  readonly nextCursor: string | null;
}

let supervisor: HttpClient;

beforeAll(async () => {
  for (let at = 0; at < 3; at += 1) await disputes.disputed(await disputes.objections.answered(), 'd');
  supervisor = await app.signIn('supervisor');
}, 120_000);

const pageOf = async (path: string, cursor = ''): Promise<Page> =>
  (await supervisor.get<Page>(`/api/v1/${path}?cursor=${cursor}`)).body;

it.each([
  ['objections', (one: Page['items'][number]) => `0 ${one.replyDueDate ?? ''}`],
  ['disputes', (one: Page['items'][number]) => `1 ${one.filedOn ?? ''}`],
])('of %s goes on behind a cursor', async (path, keyOf) => {
  const { items, nextCursor } = await pageOf(path);
  expect([items.length, nextCursor]).toEqual([3, null]);
  const [first] = items;
  if (first === undefined) throw new Error('no rows');
  const rest = await pageOf(path, cursorOf({ key: keyOf(first), id: first.id }));
  expect(rest.items.map(({ id }) => id)).toEqual(items.slice(1).map(({ id }) => id));
});

it.each(['objections', 'disputes'])('of %s takes no cursor that nobody gave out', async (path) => {
  expect((await supervisor.get(`/api/v1/${path}?cursor=x`)).status).toBe(422);
});
