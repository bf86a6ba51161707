/** P3 and P9 to P11: the worker's batches, one by one, in a process of their own. */

/** A rate of the floor needs no more rows than this. */
const MOST_BARE_ROWS = 1_000;
const FILINGS = 10_000;

const perSecond = ({ done, milliseconds }) => (done * 1000) / milliseconds;

/** Due rows of the filings made before: routing, their mails, then, five days on, the check of completeness. */
export async function batches({ ours, floor, table, workbench, pace, size }) {
  const routed = await workbench.ask({ work: 'sweep', limit: pace.due });
  table.add({
    ...{
      id: 'P3',
      what: `routing lag after ${FILINGS.toLocaleString('en')} filings, one worker`,
      unit: 's',
      target: 'filing lag',
    },
    ours: FILINGS / perSecond(routed),
    note: `from ${String(routed.done)} filings; receipt mail and due rows stand in the filing's own transaction`,
  });
  const sent = await workbench.ask({ work: 'drain' });
  table.add({
    id: 'P11',
    what: `mail drain, ${String(sent.done)} mails`,
    ours: perSecond(sent),
    unit: '/s',
    target: 'drain',
  });
  await workbench.ask({ work: 'sweep', limit: 100_000 });
  await workbench.ask({ work: 'drain' });
  for (const work of ['sweep', 'drain'])
    table.add({
      ...{ id: 'P10', what: `${work} with nothing to do`, cases: size, unit: 'ms', target: 'idle' },
      ours: await idle(workbench, work),
    });
  await ours.rows(`UPDATE test_clock SET shift = interval '4 days 12 hours'`);
  try {
    await sweepDue({ ours, floor, table, workbench, pace });
  } finally {
    await ours.rows(`UPDATE test_clock SET shift = interval '0'`);
  }
}

async function idle(workbench, work) {
  const runs = [];
  for (let run = 0; run < 20; run += 1) runs.push((await workbench.ask({ work, limit: 1_000 })).milliseconds);
  return runs.sort((a, b) => a - b)[10];
}

async function sweepDue({ ours, floor, table, workbench, pace }) {
  const swept = await workbench.ask({ work: 'sweep', limit: pace.due });
  const bare = await floor.ask({ limit: Math.min(swept.done, MOST_BARE_ROWS) });
  const kinds = await ours.rows(
    `SELECT kind, count(*)::int AS n FROM due_rows WHERE recorded_at > (SELECT tenggat_now()) - interval '1 day'
     GROUP BY kind ORDER BY n DESC LIMIT 4`,
  );
  table.add({
    ...{ id: 'P9', what: `sweep of ${String(swept.done)} due rows`, unit: '/s', target: 'sweep' },
    ours: perSecond(swept),
    floor: perSecond(bare),
    note: `mostly ${kinds.map(({ kind, n }) => `${kind} ${String(n)}`).join(', ')}; the floor takes one per transaction`,
  });
}
