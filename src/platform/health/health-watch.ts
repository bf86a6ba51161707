import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { HealthRegistry, UNANSWERED, type HealthFinding } from './health-registry.js';

/** With the 60 seconds after which work counts as stuck, two looks stay well inside the two minutes. */
const LOOK_MILLISECONDS = 15_000;
/** What lasts is told again, for a log of which somebody sees only the end. */
const REPEAT_LOOKS = 40;
/** One look may fall between a moment and the round that follows it. */
const LOOKS_UNTIL_ALARM = 2;

/** Something that lasts and that people must see. */
export interface StandingAlarm {
  /** `<check>.<alarm>`, as in `health.alarms` of the catalogue. */
  readonly key: string;
  readonly figures: Readonly<Record<string, number>>;
}

interface Standing {
  readonly finding: HealthFinding;
  readonly looks: number;
}

/**
 * Looks at the health checks all the time, in each process, whoever asks: what lasts becomes a line of the log and the
 * banner of the pages of supervisors and admins.
 */
@Injectable()
export class HealthWatch implements OnApplicationShutdown {
  private readonly logger = new Logger('watch');
  private readonly standing = new Map<string, Standing>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly health: HealthRegistry) {}

  /** Called once the process works. */
  start(): void {
    const look = (): void => void this.look().catch(() => undefined);
    this.timer ??= setInterval(look, LOOK_MILLISECONDS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Asks all checks and takes note of what they say. By the watch's own time alone: who asks from outside hastens nothing. */
  async look(): Promise<void> {
    const report = await this.health.report();
    // Without its database a process knows nothing else.
    const away = report.checks['database']?.status === 'fail';
    for (const [name, finding] of Object.entries(report.checks))
      if (!away || name === 'database') this.note(name, finding);
  }

  /** What lasts now, by the checks' names. Checks that give no answer are counted in one. */
  get alarms(): readonly StandingAlarm[] {
    const lasting = [...this.standing].filter(([, { looks }]) => looks >= LOOKS_UNTIL_ALARM);
    const silent = lasting.filter(([, { finding }]) => finding.alarm === UNANSWERED).length;
    return [
      ...(silent === 0 ? [] : [{ key: `checks.${UNANSWERED}`, figures: { checks: silent } }]),
      ...lasting.flatMap(([name, { finding }]) =>
        finding.alarm === undefined || finding.alarm === UNANSWERED
          ? []
          : [{ key: `${name}.${finding.alarm}`, figures: finding.figures ?? {} }],
      ),
    ].sort((a, b) => a.key.localeCompare(b.key));
  }

  private note(name: string, finding: HealthFinding): void {
    const before = this.standing.get(name);
    if (finding.status === 'ok') {
      this.standing.delete(name);
      if (before !== undefined && before.looks >= LOOKS_UNTIL_ALARM) this.logger.log(`${name}: well again`);
      return;
    }
    const looks = (before?.looks ?? 0) + 1;
    this.standing.set(name, { finding, looks });
    const sameWords = before?.finding.note === finding.note;
    const isNews = looks === LOOKS_UNTIL_ALARM || (looks > LOOKS_UNTIL_ALARM && !sameWords);
    if (isNews || looks % REPEAT_LOOKS === 0) this.logger.warn(`${name}: ${wordsOf(finding)}`);
  }
}

function wordsOf({ note = 'not well', figures = {} }: HealthFinding): string {
  const values = Object.entries(figures).map(([figure, value]) => `${figure}=${String(value)}`);
  return [note, ...values].join(' ');
}
