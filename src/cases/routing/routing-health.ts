import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { HealthRegistry, type HealthFinding } from '../../platform/health/health-registry.js';

/** A request is looked at within seconds of its filing; one that waits longer is stuck. */
const STUCK_SECONDS = 60;

/** Routing as the health page sees it: does a request wait for the program to look at it, and how many for the desk? */
@Injectable()
export class RoutingHealth implements OnModuleInit {
  constructor(
    private readonly health: HealthRegistry,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.health.register('routing', () => this.check());
  }

  /**
   * Warns, never fails. What waits for the desk is the desk's work, not a fault: figures alone. A request that the program
   * has not looked at is none of the desk's yet, also where a clock that was wrong has put its row ahead.
   */
  async check(): Promise<HealthFinding> {
    const [row] = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<Readonly<Record<'unrouted' | 'oldest' | 'at_desk' | 'oldest_at_desk', number>>>(
        `WITH unrouted AS (
           SELECT count(*)::int AS unrouted, min(due_at) AS since FROM due_rows
           WHERE kind = 'suggest-routing' AND done_at IS NULL),
         at_desk AS (
           SELECT count(*)::int AS at_desk, min(received_at) AS since FROM cases c
           WHERE agency_code IS NULL AND closed_at IS NULL AND part_count = 0 AND NOT EXISTS (
             SELECT 1 FROM due_rows d WHERE d.case_id = c.id AND d.kind = 'suggest-routing' AND d.done_at IS NULL))
         SELECT u.unrouted, ${secondsSince('u.since')} AS oldest, d.at_desk, ${secondsSince('d.since')} AS oldest_at_desk
         FROM unrouted u, at_desk d`,
      ),
    );
    const { unrouted = 0, oldest = 0, at_desk: atDesk = 0, oldest_at_desk: oldestAtDesk = 0 } = row ?? {};
    const figures = { unrouted, oldestUnroutedSeconds: oldest, atDesk, oldestAtDeskSeconds: oldestAtDesk };
    return oldest > STUCK_SECONDS
      ? {
          status: 'warn',
          alarm: 'late',
          figures,
          note: 'requests wait to be looked at: is a worker running?',
        }
      : { status: 'ok', figures };
  }
}

function secondsSince(moment: string): string {
  return `greatest(coalesce(extract(epoch FROM (SELECT tenggat_now()) - ${moment}), 0), 0)::int`;
}
