import QRCode from 'qrcode';

/**
 * A QR code as an SVG of black squares, one path, without the quiet zone (the page's white is wide enough).
 * Error correction M: a folded or copied sheet still reads.
 */
export function qrSign(address: string): string {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules;
  let squares = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let run = 0;
      while (column + run < size && data[row * size + column + run] === 1) run += 1;
      if (run > 0) squares += `M${column} ${row}h${run}v1h-${run}z`;
      column += run;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${squares}"/></svg>`;
}
