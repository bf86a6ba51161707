import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { fork, type ChildProcess } from 'node:child_process';
import { projectFile } from '../config/project-files.js';
import type { Inspection } from './file-inspection.js';
import type { Inspected } from './file-kinds.js';

const CHILD = projectFile('dist', 'platform', 'files', 'inspector-child.js');
const MOST_CHILDREN = 2;
const LONGEST_MILLISECONDS = 20_000;
const HEAP_MEGABYTES = 192;

/**
 * Looks into files in child processes of their own: at most two at once, 20 seconds and 192 MB of heap each, without
 * environment. What kills its child or takes too long is refused; the web process never unpacks a stranger's bytes.
 */
@Injectable()
export class FileInspector implements OnApplicationShutdown {
  private readonly logger = new Logger('files');
  private readonly idle: ChildProcess[] = [];
  private readonly waiting: (() => void)[] = [];
  private busy = 0;

  async inspect(inspection: Inspection): Promise<Inspected> {
    await this.takeTurn();
    const child = this.idle.pop() ?? startChild();
    try {
      const inspected = await ask(child, inspection);
      this.idle.push(child);
      return inspected;
    } catch (error) {
      child.kill('SIGKILL');
      this.logger.warn(`a file was refused unseen: ${error instanceof Error ? error.message : 'unknown'}`);
      return { ok: false, fault: 'unsafe-file' };
    } finally {
      this.busy -= 1;
      this.waiting.shift()?.();
    }
  }

  onApplicationShutdown(): void {
    for (const child of this.idle.splice(0)) child.kill('SIGKILL');
  }

  private async takeTurn(): Promise<void> {
    while (this.busy >= MOST_CHILDREN) await new Promise<void>((free) => this.waiting.push(free));
    this.busy += 1;
  }
}

function startChild(): ChildProcess {
  const child = fork(CHILD, {
    env: {},
    execArgv: [`--max-old-space-size=${String(HEAP_MEGABYTES)}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // It must never keep the program from ending.
  child.unref();
  child.channel?.unref();
  return child;
}

async function ask(child: ChildProcess, inspection: Inspection): Promise<Inspected> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle(() => reject(new Error('it took too long')));
    }, LONGEST_MILLISECONDS);
    const onMessage = (inspected: Inspected): void => {
      settle(() => {
        resolve(inspected.ok ? { ...inspected, content: Buffer.from(inspected.content) } : inspected);
      });
    };
    const onEnd = (): void => {
      settle(() => reject(new Error('the process that looked into it ended')));
    };
    const settle = (then: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onEnd);
      child.off('error', onEnd);
      then();
    };
    child.on('message', onMessage);
    child.on('exit', onEnd);
    child.on('error', onEnd);
    child.send(inspection, (error) => {
      if (error !== null) onEnd();
    });
  });
}
