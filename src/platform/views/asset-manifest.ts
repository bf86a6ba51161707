import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Public address under which the built files are served, for ever the same bytes. */
export const ASSET_PREFIX = '/assets/';

/** Names of the hashed files: `{ 'publik.css': 'publik.1a2b3c4d.css' }`. */
export type AssetManifest = Readonly<Record<string, string>>;

export function readAssetManifest(folder: string): AssetManifest {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new Error(`No built assets in ${folder}: run the build first`);
  return JSON.parse(readFileSync(file, 'utf8')) as AssetManifest;
}

/** Address of a file by its plain name; a name that was not built throws. */
export function assetPath(manifest: AssetManifest, name: string): string {
  const hashed = manifest[name];
  if (hashed === undefined) throw new Error(`No built asset ${name}`);
  return ASSET_PREFIX + hashed;
}
