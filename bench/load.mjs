/** Clients that ask as fast as they are answered, and two servers measured in turn. */
import http from 'node:http';

/** One request over a kept connection. */
export function send(agent, { url, method = 'GET', headers = {}, body }) {
  return new Promise((answer, fail) => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const request = http.request(
      url,
      {
        agent,
        method,
        headers: {
          ...headers,
          ...(payload === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        },
      },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          answer({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
        response.on('error', fail);
      },
    );
    request.on('error', fail);
    request.end(payload);
  });
}

/** More refusals than this share of a slice are no measurement. */
const MOST_FAILURES = 0.05;

/**
 * `clients` ask at once for `seconds`; `ask(send)` makes one request and throws when the answer is wrong. Where only a part of it
 * counts it answers the milliseconds of that part.
 */
async function slice(target, clients, seconds) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const latencies = [];
  const failures = [];
  const since = performance.now();
  const until = since + seconds * 1000;
  const client = async () => {
    while (performance.now() < until) {
      const begun = performance.now();
      try {
        const own = await target((request) => send(agent, request));
        latencies.push(typeof own === 'number' ? own : performance.now() - begun);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, client));
  } finally {
    agent.destroy();
  }
  if (failures.length > latencies.length * MOST_FAILURES) throw failures[0];
  return { latencies, milliseconds: performance.now() - since };
}

/** `clients` ask `times` times between them, as fast as they are answered; `ask(send)` throws when an answer is wrong. */
export async function counted(times, clients, target) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  let left = times;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      await target((request) => send(agent, request));
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, client));
  } finally {
    agent.destroy();
  }
}

/** Measures ours and the floor in turn, slice by slice, so that a noisy machine is noisy to both. */
export async function inTurn(ours, floor, { clients, seconds, turns }) {
  for (const target of [ours, floor]) await slice(target, clients, Math.min(1, seconds));
  const slices = { ours: [], floor: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    slices.ours.push(await slice(ours, clients, seconds));
    slices.floor.push(await slice(floor, clients, seconds));
  }
  return { ours: figures(slices.ours), floor: figures(slices.floor) };
}

function figures(slices) {
  const latencies = slices.flatMap((one) => one.latencies).sort((a, b) => a - b);
  const milliseconds = slices.reduce((sum, one) => sum + one.milliseconds, 0);
  const at = (share) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return {
    perSecond: (latencies.length * 1000) / milliseconds,
    p50: at(0.5),
    p95: at(0.95),
    count: latencies.length,
  };
}

/** What a machine that is slower than the one of the paper takes from an absolute figure, or null. */
export function slowFloor(perSecond, paper) {
  if (perSecond >= paper) return null;
  return `the floor itself made ${perSecond.toFixed(0)}/s here, ${paper.toLocaleString('en')}/s at least where the target was set`;
}
