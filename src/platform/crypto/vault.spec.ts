import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MasterKey } from './master-key.js';
import { Vault } from './vault.js';

const vault = new Vault(
  MasterKey.readOrMake(join(mkdtempSync(join(tmpdir(), 'tenggat-key-')), 'keys', 'master.key')),
);

describe('vault', () => {
  it('opens what it sealed at the same place', () => {
    const sealed = vault.seal('8171012303900001', 'requesters|sealed|1');
    expect(sealed.includes('8171')).toBe(false);
    expect(vault.open(sealed, 'requesters|sealed|1').toString()).toBe('8171012303900001');
  });

  it('refuses a blob moved to another row', () => {
    const sealed = vault.seal('x', 'requesters|sealed|1');
    expect(() => vault.open(sealed, 'requesters|sealed|2')).toThrow();
  });

  it('refuses a blob with one bit changed', () => {
    const sealed = vault.seal('x', 'a');
    sealed[sealed.length - 1] = (sealed[sealed.length - 1] ?? 0) ^ 1;
    expect(() => vault.open(sealed, 'a')).toThrow();
  });

  it('keeps the indexes of two purposes apart', () => {
    expect(vault.index('nationalId', '1')).not.toEqual(vault.index('email', '1'));
  });
});
