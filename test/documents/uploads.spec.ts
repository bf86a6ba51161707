import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import sharp from 'sharp';
import { MasterKey } from '../../src/platform/crypto/master-key.js';
import { Vault } from '../../src/platform/crypto/vault.js';
import { useApp } from '../support/app.js';
import type { Problem } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { officeFiles } from './office-files.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

interface Uploaded {
  readonly fileId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
}

const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

async function upload(content: Uint8Array, name: string, type = 'application/octet-stream') {
  return app.citizen.upload<Uploaded & Problem>(content, name, type);
}

async function refusal(content: Uint8Array, name: string): Promise<[number, string | undefined]> {
  const { status, body } = await upload(content, name);
  return [status, body.errors?.[0]?.code ?? body.code];
}

async function filesOnDisk(): Promise<string[]> {
  const all = await fs.readdir(path.join(app.dataDir, 'files'), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** The content of a file, opened with the master key as the program does it. */
async function contentOf(fileId: string): Promise<Buffer> {
  const [row] = await app.sql<{ path: string; wrapped_key: Buffer }>(
    'SELECT path, wrapped_key FROM files WHERE id = $1',
    [fileId],
  );
  if (row === undefined) throw new Error('no such file');
  const vault = new Vault(MasterKey.read(process.env.TENGGAT_TEST_MASTER_KEY ?? ''));
  const sealed = await fs.readFile(path.join(app.dataDir, 'files', row.path));
  const place = `files|content|${fileId}`;
  return vault.openWith(vault.unwrap(row.wrapped_key, place), sealed, place);
}

async function counts(): Promise<{ rows: number; files: number }> {
  const [row] = await app.sql<{ n: string }>('SELECT count(*) AS n FROM files');
  return { rows: Number(row?.n), files: (await filesOnDisk()).length };
}

describe('POST /api/v1/files', () => {
  it('answers id, hash, size and the type by content', async () => {
    const pdf = sampleFiles.pdf();
    const { status, body } = await upload(pdf, 'anggaran.pdf', 'text/html');
    expect(status).toBe(201);
    expect(body).toEqual({
      fileId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sha256: hashOf(pdf),
      bytes: pdf.length,
      type: 'application/pdf',
    });
  });

  it.each([
    ['docx', officeFiles.docx()],
    ['xlsx', officeFiles.xlsx()],
  ])('takes a %s as it is', async (ending, content) => {
    const { status, body } = await upload(content, `berkas.${ending}`);
    expect([status, body.sha256]).toEqual([201, hashOf(content)]);
  });

  it('keeps the sealed object whole on disk and nothing of it readable', async () => {
    const pdf = sampleFiles.pdf('Rahasia warga');
    const { body } = await upload(pdf, 'nama-rahasia.pdf');
    const [row] = await app.sql<{ path: string; sha256: string; bytes: string }>(
      'SELECT path, sha256, bytes FROM tenggat_read.files WHERE file_id = $1',
      [body.fileId],
    );
    const stored = await fs.readFile(path.join(app.dataDir, 'files', row?.path ?? ''));
    expect([hashOf(stored), stored.length]).toEqual([row?.sha256, Number(row?.bytes)]);
    expect(stored.includes('Rahasia')).toBe(false);
    expect(row?.path).not.toContain('rahasia');
  });

  it('draws images anew, upright and without metadata', async () => {
    const turned = await sharp(await sampleFiles.jpg(640, 400))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const polyglot = Buffer.concat([turned, Buffer.from('<script>alert(1)</script>PK\u0003\u0004')]);
    const { body } = await upload(polyglot, 'ktp.jpeg');
    expect(body.type).toBe('image/jpeg');
    const kept = await contentOf(body.fileId);
    expect(hashOf(kept)).toBe(body.sha256);
    expect(kept.includes('<script>') || kept.includes('Latuconsina')).toBe(false);
    const { width, height, exif } = await sharp(kept).metadata();
    expect([width, height, exif]).toEqual([400, 640, undefined]);
  });

  it.each([
    ['empty-file', Buffer.alloc(0), 'kosong.pdf'],
    ['wrong-file-type', Buffer.from('MZ\u0090\u0000 program'), 'surat.pdf'],
    ['wrong-file-type', Buffer.from('<html><script>1</script></html>'), 'surat.pdf'],
    ['disguised-file', sampleFiles.pdf(), 'surat.docx'],
    ['disguised-file', Buffer.concat([sampleFiles.pdf(), Buffer.alloc(9_000, 'PK')]), 'surat.pdf'],
    ['broken-file', sampleFiles.pdf().subarray(0, 300), 'putus.pdf'],
    ['locked-file', pdfWith('/Encrypt 9 0 R'), 'kunci.pdf'],
    ['active-content', pdfWith('/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>'), 'aktif.pdf'],
    ['active-content', pdfWith('/OpenAction<</S/J#61vaScript/JS(1)>>'), 'tersembunyi.pdf'],
    ['active-content', officeFiles.docx({ 'word/vbaProject.bin': 'x' }), 'makro.docx'],
    ['active-content', officeFiles.bomb(), 'bom.docx'],
    ['locked-file', officeFiles.lockedDocx(), 'kunci.docx'],
    ['locked-file', officeFiles.lockedZip(), 'kunci.docx'],
    ['wrong-file-type', Buffer.from('PK\u0003\u0004 anything'), 'anggaran.zip'],
    ['broken-file', officeFiles.docx().subarray(0, 200), 'putus.docx'],
  ])('refuses with %s and leaves nothing', async (code, content, name) => {
    const before = await counts();
    expect(await refusal(content, name)).toEqual([422, code]);
    expect(await counts()).toEqual(before);
  });

  it('refuses an image bomb and a cut image', async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(await refusal(bomb, 'bom.png')).toEqual([422, 'image-too-large']);
    const cut = (await sampleFiles.jpg()).subarray(0, 900);
    expect(await refusal(cut, 'putus.jpg')).toEqual([422, 'broken-file']);
  });

  it('answers 413 for a file over the limit and leaves nothing', async () => {
    const before = await counts();
    expect(await refusal(Buffer.alloc(5_000_001, 1), 'besar.pdf')).toEqual([413, 'too-large']);
    expect(await refusal(Buffer.alloc(12_000_000, 1), 'besar.pdf')).toEqual([413, 'too-large']);
    expect(await counts()).toEqual(before);
  });

  it('names what is missing: the file, the multipart body, its end', async () => {
    const form = new FormData();
    form.append('lain', 'x');
    const missing = await fetch(`${app.baseUrl}/api/v1/files`, { method: 'POST', body: form });
    expect([missing.status, ((await missing.json()) as Problem).errors?.[0]?.code]).toEqual([422, 'missing']);
    expect((await app.citizen.post<Problem>('/api/v1/files', {})).status).toBe(415);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const cut = await fetch(`${app.baseUrl}/api/v1/files`, {
      method: 'POST',
      headers,
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4 half',
    });
    expect([cut.status, ((await cut.json()) as Problem).code]).toEqual([400, 'upload-cut-off']);
  });

  it('leaves no row and no orphan when the sender goes away', async () => {
    const before = await counts();
    const { port } = new URL(app.baseUrl);
    await new Promise<void>((resolve) => {
      const socket = net.connect(Number(port), '127.0.0.1', () => {
        socket.write(
          'POST /api/v1/files HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 4000000\r\n\r\n' +
            '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4',
        );
        socket.write(Buffer.alloc(200_000, 1), () => socket.destroy());
      });
      socket.on('close', () => {
        resolve();
      });
    });
    await expectSoon(counts, before);
  });

  it('gives a file to one case only', async () => {
    const { body } = await upload(sampleFiles.pdf(), 'sekali.pdf');
    await app.fileRequest({ fileIds: [body.fileId] } as never);
    await expect(app.fileRequest({ fileIds: [body.fileId] } as never)).rejects.toThrow('unknown-file');
  });
});

function pdfWith(entry: string): Buffer {
  const pdf = sampleFiles.pdf().toString('latin1');
  return Buffer.from(pdf.replace('/Root 1 0 R', `/Root 1 0 R${entry}`), 'latin1');
}

async function expectSoon<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (JSON.stringify(await read()) === JSON.stringify(wanted)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await read()).toEqual(wanted);
}
