import net from 'node:net';

type Mood = 'open' | 'frozen' | 'refusing';

/**
 * A line between the program and a server it needs, which can be cut, frozen, slowed, or left half-open: the program's
 * end stays up, nothing comes back any more.
 */
export class TcpProxy {
  private readonly server = net.createServer((client) => this.join(client));
  private readonly pairs = new Set<Pair>();
  private mood: Mood = 'open';
  private delay = 0;

  constructor(private readonly target: () => { readonly host: string; readonly port: number }) {}

  async listen(port = 0): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
    return address.port;
  }

  /** Breaks every connection at once, as a restarting switch does. */
  cut(): void {
    for (const pair of this.pairs) pair.end();
  }

  /** The server's ends are gone; the program's ends hear nothing of it until `heal`. New connections work. */
  halfOpen(): void {
    for (const pair of this.pairs) pair.loseServer();
  }

  /** Nothing moves in either direction, on old connections and new ones, until `heal`. */
  freeze(): void {
    this.mood = 'frozen';
    for (const pair of this.pairs) pair.pause();
  }

  /** Every connection is broken and every new one too, until `heal`. */
  refuse(): void {
    this.mood = 'refusing';
    this.cut();
  }

  /** Each piece arrives so much later, in both directions, until `heal`. */
  slow(milliseconds: number): void {
    this.delay = milliseconds;
  }

  /** Everything flows again; what was half-open is broken, as the first packet after it would do. */
  heal(): void {
    this.mood = 'open';
    this.delay = 0;
    for (const pair of this.pairs) pair.resume();
  }

  async close(): Promise<void> {
    this.mood = 'refusing';
    this.cut();
    if (this.server.listening) await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private join(client: net.Socket): void {
    if (this.mood === 'refusing') {
      client.destroy();
      return;
    }
    const { host, port } = this.target();
    const pair = new Pair(
      client,
      net.connect(port, host),
      () => this.delay,
      () => this.pairs.delete(pair),
    );
    this.pairs.add(pair);
    if (this.mood === 'frozen') pair.pause();
  }
}

/** One connection: two sockets and what flows between them. */
class Pair {
  private isHalfOpen = false;

  constructor(
    private readonly client: net.Socket,
    private readonly server: net.Socket,
    private readonly delay: () => number,
    private readonly gone: () => void,
  ) {
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
    }
    client.on('data', (piece: Buffer) => this.carry(server, piece));
    server.on('data', (piece: Buffer) => this.carry(client, piece));
    client.on('close', () => this.end());
    server.on('close', () => {
      if (!this.isHalfOpen) this.end();
    });
  }

  end(): void {
    this.client.destroy();
    this.server.destroy();
    this.gone();
  }

  loseServer(): void {
    this.isHalfOpen = true;
    this.server.destroy();
  }

  pause(): void {
    this.client.pause();
    this.server.pause();
  }

  resume(): void {
    if (this.isHalfOpen) {
      this.end();
      return;
    }
    this.client.resume();
    this.server.resume();
  }

  private carry(to: net.Socket, piece: Buffer): void {
    const wait = this.delay();
    if (wait === 0) write(to, piece);
    else setTimeout(() => write(to, piece), wait);
  }
}

function write(to: net.Socket, piece: Buffer): void {
  if (!to.destroyed) to.write(piece);
}
