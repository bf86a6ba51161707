import 'reflect-metadata';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule, type AppParts } from '../../src/app.module.js';
import { readCityRouting } from '../../src/city-files.js';
import { RouteCheck, type KnownRoute } from '../../src/office/access/route-check.js';
import type { RoutingModel } from '../../src/office/agencies/suggest-agency.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { readParts } from '../../src/serve.js';
import type { TestApp } from '../support/app.js';

/** The same program once more on the database of `app`, without its web part: what a spec can only ask from inside. */
export class Inside {
  private context: INestApplicationContext | undefined;

  /** `change` gives it other settings than those of the city's files. */
  constructor(
    private readonly app: TestApp,
    private readonly change: (parts: AppParts) => AppParts = (parts) => parts,
  ) {}

  async open(): Promise<void> {
    const config = loadConfig({
      DATABASE_URL: this.app.databaseUrl,
      DATA_DIR: this.app.dataDir,
      MASTER_KEY_FILE: process.env.TENGGAT_TEST_MASTER_KEY ?? '',
      TEST_HOOKS: 'on',
    });
    this.context = await NestFactory.createApplicationContext(
      AppModule.for(this.change(await readParts(config, true, learnedWhenAsked()))),
      {
        logger: false,
        abortOnError: false,
      },
    );
  }

  async close(): Promise<void> {
    await this.context?.close();
  }

  get<T>(type: Type<T>): T {
    if (this.context === undefined) throw new Error('open() comes first');
    return this.context.get(type, { strict: false });
  }

  routes(): KnownRoute[] {
    return this.get(RouteCheck).routes();
  }
}

/** The city's routing, learned at the first text: few who ask from inside ever route one, and learning takes seconds. */
function learnedWhenAsked(): RoutingModel {
  let learned: RoutingModel | undefined;
  const model = (): RoutingModel => (learned ??= readCityRouting());
  return {
    get agencies() {
      return model().agencies;
    },
    suggest: (text, language) => model().suggest(text, language),
  };
}

/** For the top of a spec, after `useApp`. */
export function useInside(app: TestApp): Inside {
  const inside = new Inside(app);
  beforeAll(() => inside.open(), 120_000);
  afterAll(() => inside.close(), 120_000);
  return inside;
}
