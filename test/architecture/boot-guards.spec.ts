import { Controller, Get, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import 'reflect-metadata';
import { deadlineKindsOf } from '../../src/law/deadline-kinds.js';
import { Action } from '../../src/office/access/action.js';
import { RouteCheck } from '../../src/office/access/route-check.js';
import { BUILT_ROOMS, DeadlineHandlers } from '../../src/office/deadlines/deadline-handlers.js';

/** Boots the modules as the program does, without listening; rejects where the program would not start. */
async function boot(module: Type): Promise<void> {
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  await app.close();
}

@Controller()
class GuardedController {
  @Get('terjaga')
  @Action('site.view')
  guarded(): string {
    return 'ok';
  }
}

@Controller()
class BareController {
  @Get('telanjang')
  bare(): string {
    return 'ok';
  }
}

@Controller()
class UnknownController {
  @Get('tak-dikenal')
  @Action('case.planted' as never)
  unknown(): string {
    return 'ok';
  }
}

@Module({ imports: [DiscoveryModule], providers: [RouteCheck], controllers: [GuardedController] })
class GuardedRoutes {}
@Module({
  imports: [DiscoveryModule],
  providers: [RouteCheck],
  controllers: [GuardedController, BareController],
})
class BareRoute {}
@Module({ imports: [DiscoveryModule], providers: [RouteCheck], controllers: [UnknownController] })
class UnknownRoute {}

describe('routes at boot', () => {
  it('starts while every route names a policy row', async () => {
    await expect(boot(GuardedRoutes)).resolves.toBeUndefined();
  });

  it('refuses a route that names no policy row', async () => {
    await expect(boot(BareRoute)).rejects.toThrow('BareController.bare');
  });

  it('refuses a route whose policy row does not exist', async () => {
    await expect(boot(UnknownRoute)).rejects.toThrow('UnknownController.unknown');
  });
});

describe('due kinds at boot', () => {
  const kinds = deadlineKindsOf(BUILT_ROOMS);
  const handler = { take: async () => 'taken' as const };

  it('starts while every due kind has its one handler', () => {
    const handlers = new DeadlineHandlers();
    for (const kind of kinds) handlers.register(kind, handler);
    expect(() => handlers.onApplicationBootstrap()).not.toThrow();
  });

  it('refuses a due kind without handler by its name', () => {
    const handlers = new DeadlineHandlers();
    for (const kind of kinds.filter((one) => one !== 'reply')) handlers.register(kind, handler);
    expect(() => handlers.onApplicationBootstrap()).toThrow('reply');
  });

  it('refuses a second handler of a due kind', () => {
    const handlers = new DeadlineHandlers();
    handlers.register('reply', handler);
    expect(() => handlers.register('reply', handler)).toThrow('reply');
  });
});
