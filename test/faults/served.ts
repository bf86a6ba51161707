import { FrontProxy } from './kit/front-proxy.js';
import { freePort } from '../../src/platform/embedded/free-port.js';
import { HAS_REDIS } from './kit/redis-server.js';
import { Topology } from './kit/topology.js';

/** The served mode as it runs on this machine, and how to end all of it. */
export interface Served {
  readonly url: string;
  readonly lines: readonly string[];
  readonly accountsFile: string;
  /** Of the owner, past the program. */
  readonly databaseUrl: string;
  /** Where each mail that left lies. */
  readonly mailFolder: string;
  stop(): Promise<void>;
}

/**
 * What docker-compose.yml describes, without Docker: a durable PostgreSQL, Redis where there is one, two web and two worker
 * processes, a proxy in front. All of it in a temporary folder. `root`: the project that holds the built program.
 */
export async function startServed(root: string, port: number): Promise<Served> {
  const frontPort = port === 0 ? await freePort(null) : port;
  const url = `http://127.0.0.1:${String(frontPort)}`;
  const topology = new Topology({
    root,
    durable: true,
    leastRights: true,
    queue: HAS_REDIS ? 'redis' : 'postgres',
    ownMailServer: false,
    env: { PUBLIC_URL: url, TRUSTED_PROXIES: '127.0.0.1', LIMITS: 'on' },
  });
  const front = new FrontProxy(() => topology.webs.map((web) => web.url));
  const stop = async (): Promise<void> => {
    await front.close();
    await Promise.all(topology.slots.map((slot) => slot.end()));
    await topology.stop();
  };
  try {
    await front.listen(frontPort);
    await topology.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const settings = topology.settings();
  const accountsFile = `${String(settings['DATA_DIR'])}/accounts.json`;
  const mailFolder = `${String(settings['DATA_DIR'])}/mail`;
  return {
    url,
    stop,
    accountsFile,
    databaseUrl: topology.databaseUrl,
    mailFolder,
    lines: [
      `Tenggat siap: ${url}`,
      ...topology.webs.map((web) => `  ${web.name.padEnd(16)} ${web.url}`),
      `  Pekerja          ${String(topology.workers.length)}`,
      `  Antrean          ${settings['REDIS_URL'] ?? 'PostgreSQL'}`,
      `  Basis data       ${topology.databaseUrl}`,
      `  Akun pertama     ${accountsFile}`,
      `  Surat            ${mailFolder}`,
    ],
  };
}
