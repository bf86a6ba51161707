import { Injectable } from '@nestjs/common';

/**
 * What a check found. `fail`: this process must not be given work. `warn`: people must look, work goes on.
 * Figures become metrics named `tenggat_<check>_<figure>`; no personal data.
 */
export interface HealthFinding {
  readonly status: 'ok' | 'warn' | 'fail';
  readonly figures?: Readonly<Record<string, number>>;
  readonly note?: string;
  /** What the banner of supervisors and admins says: `health.alarms.<check>.<alarm>`. None: it has its own place. */
  readonly alarm?: string;
}

export interface HealthReport {
  readonly status: HealthFinding['status'];
  readonly checks: Readonly<Record<string, HealthFinding>>;
}

const CHECK_MILLISECONDS = 2_500;
/** The one check without whose answer a process must not be given work; the others are for people to look at. */
const VITAL = 'database';
/** The alarm of a check that says nothing itself; the watch tells all of them in one sentence. */
export const UNANSWERED = 'unanswered';
const NAME = /^[a-z][a-zA-Z]*$/;

/** The rooms register their checks here; each is a query on domain tables, never on the queue. */
@Injectable()
export class HealthRegistry {
  private readonly checks = new Map<string, () => Promise<HealthFinding>>();
  private asked: Promise<HealthReport> | undefined;

  /** Adds a check by a camelCase name. Asked for `/health/ready` and `/metrics`, once for all who ask at once, and by the watch. */
  register(name: string, check: () => Promise<HealthFinding>): void {
    if (!NAME.test(name)) throw new Error(`health check "${name}" is not camelCase`);
    if (this.checks.has(name)) throw new Error(`two health checks named "${name}"`);
    this.checks.set(name, check);
  }

  /** Asks all checks at once; one that breaks or is slow says no more than that, and only a vital one stops the process. */
  async report(): Promise<HealthReport> {
    const names = [...this.checks.keys()].sort();
    const findings = await Promise.all(names.map((name) => this.ask(name)));
    const checks = Object.fromEntries(
      names.map((name, at) => [name, findings[at] ?? { status: 'fail' as const }]),
    );
    const statuses = new Set(findings.map(({ status }) => status));
    return { status: statuses.has('fail') ? 'fail' : statuses.has('warn') ? 'warn' : 'ok', checks };
  }

  /** The same for whoever asks from outside: all who ask at once share one answer. */
  shared(): Promise<HealthReport> {
    this.asked ??= this.report().finally(() => {
      this.asked = undefined;
    });
    return this.asked;
  }

  private async ask(name: string): Promise<HealthFinding> {
    const status = name === VITAL ? 'fail' : 'warn';
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<HealthFinding>((resolve) => {
      timer = setTimeout(
        () => resolve({ status, alarm: UNANSWERED, note: 'no answer in time' }),
        CHECK_MILLISECONDS,
      );
    });
    try {
      const check = this.checks.get(name);
      return await Promise.race([check?.() ?? limit, limit]);
    } catch {
      return { status, alarm: UNANSWERED, note: 'check failed' };
    } finally {
      clearTimeout(timer);
    }
  }
}
