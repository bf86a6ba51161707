import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Topology } from './topology.js';

/** Says to the workers `count` times that there is work, as a queue does that delivers more than once. */
export async function duplicateWakes(topology: Topology, count: number): Promise<void> {
  if (topology.redis === null) return;
  const connection = new Redis({ ...topology.redis.address, maxRetriesPerRequest: null });
  connection.on('error', () => undefined);
  const queue = new Queue('tenggat', { connection, skipMetasUpdate: true });
  try {
    const wakes = Array.from({ length: count }, (_, at) => ({
      name: at % 2 === 0 ? 'sweep' : 'mail',
      data: {},
      opts: { jobId: `again-${String(at)}-${String(process.hrtime.bigint())}`, removeOnComplete: true },
    }));
    await queue.addBulk(wakes);
  } finally {
    await queue.close();
    connection.disconnect();
  }
}
