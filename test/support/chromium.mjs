/**
 * Finds the browser of the tests: CHROMIUM_PATH, else a system Chromium, else the one from npm,
 * unpacked once into `.cache/` together with the libraries and fonts it needs on a bare machine.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** Answers `{ executable, libraries, fonts }`; the latter two only for the unpacked one. */
export async function findChromium(cacheFolder) {
  if (process.env.CHROMIUM_PATH) return { executable: process.env.CHROMIUM_PATH };
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => fs.existsSync(file));
  if (onPath) return { executable: onPath };
  return unpack(cacheFolder);
}

async function unpack(cacheFolder) {
  const packageFolder = path.resolve(
    path.dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))),
    '..',
  );
  const { version } = JSON.parse(fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  const home = path.join(cacheFolder, `chromium-${version}`);
  if (!fs.existsSync(home)) {
    // Into a folder of our own and renamed at the end: two runs at once, or a killed one, leave nothing half.
    fs.mkdirSync(cacheFolder, { recursive: true });
    const scratch = fs.mkdtempSync(path.join(cacheFolder, 'chromium-unpacking-'));
    const { inflate } = await import('@sparticuz/chromium');
    const before = process.env.TMPDIR;
    process.env.TMPDIR = scratch; // inflate() writes to os.tmpdir()
    try {
      for (const archive of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']) {
        await inflate(path.join(packageFolder, 'bin', archive));
      }
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    fs.chmodSync(path.join(scratch, 'chromium'), 0o755);
    fs.chmodSync(scratch, 0o755);
    try {
      fs.renameSync(scratch, home);
    } catch (error) {
      if (!fs.existsSync(home)) throw error;
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  }
  return {
    executable: path.join(home, 'chromium'),
    libraries: path.join(home, 'al2023/lib'),
    fonts: nameFonts(home),
  };
}

/**
 * The package's own list of fonts names folders of another machine. A Chromium without any font ends as a whole at the
 * first file or date field, so the unpacked fonts are named where they are. Answers the folder of the list.
 */
function nameFonts(home) {
  const folder = path.join(home, 'font-list');
  const list = path.join(folder, 'fonts.conf');
  const named = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(home, 'fonts')}</dir>
  <cachedir>${path.join(home, 'font-cache')}</cachedir>
</fontconfig>
`;
  // A checkout that was moved or copied brings a list of where it was before.
  if (fs.existsSync(list) && fs.readFileSync(list, 'utf8') === named) return folder;
  fs.mkdirSync(folder, { recursive: true });
  const scratch = path.join(folder, `fonts-${process.pid}.conf`);
  fs.writeFileSync(scratch, named);
  fs.renameSync(scratch, list);
  return folder;
}
