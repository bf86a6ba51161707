import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACTION_KEY } from './action.js';
import { POLICY } from './policy.js';

/** Refuses to boot while a route of any controller has no row in the policy table. */
@Injectable()
export class RouteCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const bare = this.routes().filter((route) => route.action === null || !(route.action in POLICY));
    if (bare.length === 0) return;
    throw new Error(
      `routes without a row in office/access/policy.ts: ${bare.map((route) => route.name).join(', ')}`,
    );
  }

  /** Every route handler with the action it names, for this check and the policy spec. */
  routes(): { readonly name: string; readonly path: string | string[]; readonly action: string | null }[] {
    return this.discovery.getControllers().flatMap((wrapper) => {
      const prototype: unknown = wrapper.metatype?.prototype;
      if (typeof prototype !== 'object' || prototype === null) return [];
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = (prototype as Record<string, unknown>)[method];
        if (typeof handler !== 'function') return [];
        const path = this.reflector.get<string | string[] | undefined>(PATH_METADATA, handler as never);
        if (path === undefined) return [];
        const action = this.reflector.get<string | undefined>(ACTION_KEY, handler as never) ?? null;
        return [{ name: `${String(wrapper.name)}.${method}`, path, action }];
      });
    });
  }
}
