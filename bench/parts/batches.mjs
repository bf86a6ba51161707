/** P3 and P9 to P11: what the worker does, beside the filings and one by one in a process of its own. */
import { filing } from '../bodies.mjs';
import { counted, slowFloor } from '../load.mjs';
import { startRole } from '../program.mjs';

/** A rate of the floor needs no more rows than this. */
const MOST_BARE_ROWS = 1_000;
const CLIENTS = 16;
const ASKS_EVERY_MILLISECONDS = 250;
/** What the floor took one by one on the machine of the paper. */
const PAPER_SWEEPS = 5_400;

/** Parts in which program and floor sweep in turn. */
const TURNS = 4;
const NOTHING = { done: 0, milliseconds: 0 };

const both = (one, other) => ({
  done: one.done + other.done,
  milliseconds: one.milliseconds + other.milliseconds,
});
const perSecond = ({ done, milliseconds }) => (done * 1000) / milliseconds;

/** P3: one worker beside 16 clients that file; what is left to do after the last filing, in seconds. */
export async function lag({ ours, web, table, env, pace, size }) {
  const worker = await startRole('worker', { ...env, SENDING: 'paused' });
  try {
    await routed(ours);
    await counted(pace.due, CLIENTS, async (ask) => {
      const answer = await ask(filing(web.url));
      if (answer.status !== 201) throw new Error(`filing answers ${answer.status}: ${answer.body}`);
    });
    const since = performance.now();
    await routed(ours);
    table.add({
      ...{ id: 'P3', cases: size, unit: 's', target: 'filing lag' },
      what: `lag after ${pace.due.toLocaleString('en')} filings, one worker`,
      ours: (performance.now() - since) / 1000,
      note: "receipt mail and due rows stand in the filing's own transaction; what lags is the suggested agency",
    });
  } finally {
    await worker.stop();
  }
}

/** Waits until every case that was filed has its suggestion; asks the index of what is due, as the worker does. */
async function routed(ours) {
  for (;;) {
    const [{ waiting }] = await ours.rows(
      `SELECT EXISTS (SELECT 1 FROM due_rows WHERE done_at IS NULL AND due_at <= (SELECT tenggat_now())
         AND kind = 'suggest-routing') AS waiting`,
    );
    if (!waiting) return;
    await new Promise((resolve) => setTimeout(resolve, ASKS_EVERY_MILLISECONDS));
  }
}

/** Mails of the filings made before, then, five days on, what is due: the check of completeness and what is open. */
export async function batches({ ours, floor, table, workbench, pace, size }) {
  const before = await floor.ask({ work: 'drain', limit: MOST_BARE_ROWS / 2 });
  const sent = await workbench.ask({ work: 'drain' });
  const after = await floor.ask({ work: 'drain', limit: MOST_BARE_ROWS / 2 });
  table.add({
    ...{ id: 'P11', what: `mail drain, ${String(sent.done)} mails`, unit: '/s', target: 'drain' },
    ours: perSecond(sent),
    floor: perSecond(both(before, after)),
  });
  await workbench.ask({ work: 'sweep', limit: 100_000 });
  await workbench.ask({ work: 'drain' });
  for (const work of ['sweep', 'drain'])
    table.add({
      ...{ id: 'P10', what: `${work} with nothing to do`, cases: size, unit: 'ms', target: 'idle' },
      ...(await idle(workbench, floor, work)),
    });
  await ours.rows(`UPDATE test_clock SET shift = interval '4 days 12 hours'`);
  try {
    await sweepDue({ ours, floor, table, workbench, pace });
  } finally {
    await ours.rows(`UPDATE test_clock SET shift = interval '0'`);
  }
}

async function idle(workbench, floor, work) {
  const runs = { ours: [], floor: [] };
  for (let run = 0; run < 20; run += 1) {
    runs.ours.push((await workbench.ask({ work, limit: 1_000 })).milliseconds);
    runs.floor.push((await floor.ask({ work: 'idle', what: work })).milliseconds);
  }
  const median = (figures) => figures.sort((a, b) => a - b)[10];
  return { ours: median(runs.ours), floor: median(runs.floor) };
}

async function sweepDue({ ours, floor, table, workbench, pace }) {
  let swept = NOTHING;
  let bare = NOTHING;
  for (let turn = 0; turn < TURNS; turn += 1) {
    swept = both(swept, await workbench.ask({ work: 'sweep', limit: pace.due / TURNS }));
    bare = both(bare, await floor.ask({ work: 'sweep', limit: Math.min(pace.due, MOST_BARE_ROWS) / TURNS }));
  }
  const kinds = await ours.rows(
    `SELECT kind, count(*)::int AS n FROM due_rows WHERE recorded_at > (SELECT tenggat_now()) - interval '1 day'
     GROUP BY kind ORDER BY n DESC LIMIT 4`,
  );
  table.add({
    ...{ id: 'P9', what: `sweep of ${String(swept.done)} due rows`, unit: '/s', target: 'sweep' },
    ours: perSecond(swept),
    floor: perSecond(bare),
    note: `mostly ${kinds.map(({ kind, n }) => `${kind} ${String(n)}`).join(', ')}; ${slowFloor(perSecond(bare), PAPER_SWEEPS) ?? 'the floor takes one per transaction'}`,
  });
}
