import { once } from 'node:events';
import { createServer } from 'node:net';

/** The preferred port when it is free, else one that the system picks. */
export async function freePort(preferred: number | null, host = '127.0.0.1'): Promise<number> {
  for (const port of preferred === null ? [0] : [preferred, 0]) {
    const probe = createServer();
    const listening = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false)).listen(port, host, () => resolve(true));
    });
    if (!listening) continue;
    const found = probe.address();
    probe.close();
    await once(probe, 'close');
    if (typeof found === 'object' && found !== null) return found.port;
  }
  throw new Error(`no free port on ${host}`);
}
