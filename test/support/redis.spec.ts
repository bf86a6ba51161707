import { Redis } from 'ioredis';
import { describeWithRedis, startRedis } from './redis.js';

describeWithRedis('test Redis', () => {
  it('starts on a port of its own and answers', async () => {
    const server = await startRedis();
    const client = new Redis(server.url);
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
    await server.stop();
  });
});
