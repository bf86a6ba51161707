import { Injectable, RequestMethod, type OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { actionOf } from './action.js';
import { POLICY } from './policy.js';

/** One handler as the router knows it: its method, every full path, and the policy row it names. */
export interface KnownRoute {
  readonly name: string;
  readonly method: string;
  readonly paths: readonly string[];
  readonly action: string | null;
}

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
  routes(): KnownRoute[] {
    return this.discovery.getControllers().flatMap((wrapper) => {
      const controller = wrapper.metatype;
      const prototype: unknown = controller?.prototype;
      if (typeof controller !== 'function' || typeof prototype !== 'object' || prototype === null) return [];
      const prefixes = listed(Reflect.getMetadata(PATH_METADATA, controller));
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = (prototype as Record<string, unknown>)[method];
        if (typeof handler !== 'function') return [];
        const path = this.reflector.get<string | string[] | undefined>(PATH_METADATA, handler as never);
        if (path === undefined) return [];
        const verb = this.reflector.get<RequestMethod | undefined>(METHOD_METADATA, handler as never);
        return [
          {
            name: `${String(wrapper.name)}.${method}`,
            method: RequestMethod[verb ?? RequestMethod.GET],
            paths: prefixes.flatMap((prefix) => listed(path).map((end) => joined(prefix, end))),
            action: actionOf(this.reflector, handler as never, controller as never) ?? null,
          },
        ];
      });
    });
  }
}

function listed(path: unknown): readonly string[] {
  return Array.isArray(path) ? path.map(String) : [typeof path === 'string' ? path : ''];
}

function joined(prefix: string, end: string): string {
  const parts = [...prefix.split('/'), ...end.split('/')].filter((part) => part !== '');
  return `/${parts.join('/')}`;
}
