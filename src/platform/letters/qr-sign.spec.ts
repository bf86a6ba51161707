import QRCode from 'qrcode';
import { qrSign } from './qr-sign.js';

describe('the QR sign', () => {
  it('draws exactly the squares of the code', () => {
    const address = 'https://ppid.ambon.test/s/4fK2m9QxT7vLw3Zb8RcYdA';
    const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules;
    const svg = qrSign(address);
    const drawn = new Uint8Array(size * size);
    for (const [, column = '', row = '', run = ''] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
      drawn.fill(1, Number(row) * size + Number(column), Number(row) * size + Number(column) + Number(run));
    }
    expect([...drawn]).toEqual([...data]);
    expect(svg).toContain(`viewBox="0 0 ${size} ${size}"`);
  });
});
