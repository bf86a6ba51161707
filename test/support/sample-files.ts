import sharp from 'sharp';

/** Small real files; their content is what their name says. */
export const sampleFiles = {
  /** A one-page PDF that every reader opens. */
  pdf: (text = 'Data'): Buffer => {
    const content = `BT /F1 12 Tf 72 720 Td (${text.replace(/[()\\]/g, '')}) Tj ET`;
    const objects = [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
      `<</Length ${String(content.length)}>>stream\n${content}\nendstream`,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ];
    let file = '%PDF-1.4\n';
    const offsets = objects.map((object, index) => {
      const at = file.length;
      file += `${String(index + 1)} 0 obj${object}endobj\n`;
      return at;
    });
    const table = file.length;
    file += `xref\n0 ${String(objects.length + 1)}\n0000000000 65535 f \n`;
    file += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
    file += `trailer<</Size ${String(objects.length + 1)}/Root 1 0 R>>\nstartxref\n${String(table)}\n%%EOF\n`;
    return Buffer.from(file, 'latin1');
  },
  /** A photograph-like JPEG with a camera's metadata in it. */
  jpg: (width = 640, height = 400): Promise<Buffer> =>
    sharp({ create: { width, height, channels: 3, background: '#8899aa' } })
      .withExif({ IFD0: { Make: 'Kamera Rahasia', Copyright: 'Maria Latuconsina' } })
      .jpeg()
      .toBuffer(),
  png: (width = 64, height = 64): Promise<Buffer> =>
    sharp({ create: { width, height, channels: 3, background: '#aa9988' } })
      .png()
      .toBuffer(),
} as const;
