import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a visitor waits while nobody listens behind the proxy. */
const PATIENCE_MILLISECONDS = 5_000;
const AGAIN_MILLISECONDS = 50;

/**
 * The proxy before several web processes: each request goes to the next one that listens. What was taken by a process is
 * never sent to another, so a request is done once or its line breaks.
 */
export class FrontProxy {
  private readonly server = http.createServer((request, response) => {
    this.pass(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
  });
  private turn = 0;

  constructor(private readonly targets: () => readonly string[]) {}

  async listen(port = 0): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
    return `http://127.0.0.1:${String(address.port)}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const giveUp = performance.now() + PATIENCE_MILLISECONDS;
    while (performance.now() < giveUp) {
      const targets = this.targets();
      for (let tried = 0; tried < targets.length; tried += 1) {
        this.turn = (this.turn + 1) % targets.length;
        if (await this.hand(request, response, new URL(targets[this.turn] ?? ''))) return;
      }
      await pause(AGAIN_MILLISECONDS);
    }
    response.writeHead(502, { 'retry-after': '5' }).end();
  }

  /** False when nobody listens there, and nothing was sent. */
  private hand(request: http.IncomingMessage, response: http.ServerResponse, target: URL): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const onward = http.request({
        agent: false,
        host: target.hostname,
        port: target.port,
        method: request.method,
        path: request.url,
        headers: headersOnward(request),
      });
      let isConnected = false;
      onward.once('socket', (socket) => {
        socket.once('connect', () => {
          isConnected = true;
          request.pipe(onward);
        });
      });
      onward.once('response', (answer) => {
        const { connection: _, ...headers } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, headers);
        answer.pipe(response);
        answer.once('error', () => response.destroy());
        response.once('close', () => {
          onward.destroy();
          resolve(true);
        });
      });
      onward.once('error', (error: NodeJS.ErrnoException) => {
        if (!isConnected && error.code === 'ECONNREFUSED') resolve(false);
        else reject(error);
      });
    });
  }
}

function headersOnward(request: http.IncomingMessage): http.OutgoingHttpHeaders {
  const { connection: _, ...headers } = request.headers;
  const before = request.headers['x-forwarded-for'];
  const from = request.socket.remoteAddress ?? '';
  return {
    ...headers,
    connection: 'close',
    'x-forwarded-for': before === undefined ? from : `${String(before)}, ${from}`,
    'x-forwarded-proto': 'http',
  };
}
