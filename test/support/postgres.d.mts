export interface PostgresServer {
  /** Names its superuser. */
  readonly url: string;
  readonly folder: string;
  stop(): Promise<void>;
  /** Ends the server in this way and starts it again on the same port. */
  restart(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void>;
}

export function startPostgres(options?: {
  readonly durable?: boolean;
  readonly env?: Readonly<Record<string, string>> | undefined;
}): Promise<PostgresServer>;
