import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { MasterKey } from './master-key.js';
import { Vault } from './vault.js';

/** Sealing for every room. */
@Global()
@Module({})
export class CryptoModule {
  static for(master: MasterKey): DynamicModule {
    return {
      module: CryptoModule,
      providers: [{ provide: Vault, useFactory: () => new Vault(master) }],
      exports: [Vault],
    };
  }
}
