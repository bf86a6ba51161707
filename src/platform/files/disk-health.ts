import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.js';
import { HealthRegistry, type HealthFinding } from '../health/health-registry.js';
import { diskShare } from './disk-share.js';
import { FileStore } from './file-store.js';

/** Share of the disk from which somebody must make room: a full one takes no file any more. */
const FULL_FROM = 0.85;

/** The disks that the program writes to: files everywhere, the database's own where it is embedded. */
@Injectable()
export class DiskHealth implements OnModuleInit {
  constructor(
    private readonly health: HealthRegistry,
    private readonly store: FileStore,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.health.register('disk', () => this.check());
  }

  private async check(): Promise<HealthFinding> {
    const files = await this.store.fullness();
    if (!this.config.embedded) return judgeDisks({ files });
    return judgeDisks({ files, data: await diskShare(this.config.dataDir) });
  }
}

/** Warns, never fails: filing without a file goes on. Shares from 0 to 1, by what lies on the disk. */
export function judgeDisks(shares: Readonly<Record<string, number>>): HealthFinding {
  const percents = Object.entries(shares).map(([name, share]) => [`${name}Percent`, Math.round(share * 100)]);
  const figures = Object.fromEntries(percents) as Record<string, number>;
  const fullest = Math.max(...Object.values(shares));
  const told = { ...figures, percent: Math.round(fullest * 100) };
  return fullest < FULL_FROM
    ? { status: 'ok', figures: told }
    : { status: 'warn', alarm: 'full', figures: told, note: 'a disk is nearly full' };
}
