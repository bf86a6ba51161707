import sharp from 'sharp';
import type { Inspected } from './file-kinds.js';

const JPEG_QUALITY = 88;

/**
 * Draws an image anew: turned as the camera meant it, without metadata, and without anything that was hidden behind
 * or inside it. Refuses more than `mostPixels` before a pixel is unpacked.
 */
export async function renewImage(content: Buffer, mostPixels: number): Promise<Inspected> {
  sharp.cache(false);
  sharp.concurrency(1);
  try {
    const { format, width, height } = await sharp(content, { limitInputPixels: false }).metadata();
    if (format !== 'jpeg' && format !== 'png') return { ok: false, fault: 'wrong-file-type' };
    if (width * height > mostPixels) return { ok: false, fault: 'image-too-large' };
    const image = sharp(content, { limitInputPixels: mostPixels, failOn: 'truncated' }).autoOrient();
    return format === 'jpeg'
      ? { ok: true, kind: 'jpg', content: await image.jpeg({ quality: JPEG_QUALITY }).toBuffer() }
      : { ok: true, kind: 'png', content: await image.png({ compressionLevel: 8 }).toBuffer() };
  } catch {
    return { ok: false, fault: 'broken-file' };
  }
}
