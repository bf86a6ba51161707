import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { HealthRegistry } from './health-registry.js';

const LEVEL = { ok: 0, warn: 1, fail: 2 } as const;

/** Prometheus text: the process (memory, event loop, descriptors) and the figures of every health check. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly gauges = new Map<string, Gauge>();

  constructor(private readonly health: HealthRegistry) {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    const { checks } = await this.health.shared();
    for (const [name, finding] of Object.entries(checks)) {
      this.gauge(`tenggat_${snake(name)}_state`, '0 ok, 1 warn, 2 fail').set(LEVEL[finding.status]);
      for (const [figure, value] of Object.entries(finding.figures ?? {})) {
        this.gauge(`tenggat_${snake(name)}_${snake(figure)}`, `${figure} of the check ${name}`).set(value);
      }
    }
    return this.registry.metrics();
  }

  private gauge(name: string, help: string): Gauge {
    const known = this.gauges.get(name);
    if (known !== undefined) return known;
    const made = new Gauge({ name, help, registers: [this.registry] });
    this.gauges.set(name, made);
    return made;
  }
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/[^a-z0-9_]/g, '_');
}
