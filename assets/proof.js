'use strict';
/* Solves the small sum of work instead of the reader; without this file the question in words stays. */
(() => {
  const form = document.querySelector('form[data-work]');
  const question = form && form.querySelector('#jumlah');
  const answer = form && form.querySelector('[name="_bukti"]');
  if (!question || !answer || !window.Uint32Array) return;
  const group = question.closest('.govuk-form-group');
  const challenge = form.dataset.work;
  const bits = Number(form.dataset.workBits);

  const K = [];
  const START = [];
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  for (let n = 2; K.length < 64; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (START.length < 8) START.push(fraction(Math.sqrt(n)));
    K.push(fraction(Math.cbrt(n)));
  }
  const W = new Uint32Array(64);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  // SHA-256 of a short text of one block; only its first word is needed.
  const firstWord = (text) => {
    W.fill(0, 0, 16);
    for (let i = 0; i < text.length; i += 1) W[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i % 4));
    W[text.length >> 2] |= 0x80 << (24 - 8 * (text.length % 4));
    W[15] = text.length * 8;
    for (let i = 16; i < 64; i += 1) {
      const a = W[i - 15];
      const b = W[i - 2];
      W[i] =
        W[i - 16] +
        (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) +
        W[i - 7] +
        (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = START;
    for (let i = 0; i < 64; i += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    return (a + START[0]) >>> 0;
  };

  let n = 0;
  let waiting = false;
  const work = () => {
    const until = performance.now() + 12;
    while (performance.now() < until) {
      for (let i = 0; i < 200; i += 1, n += 1) {
        if (firstWord(`${challenge}:${n}`) >>> (32 - bits) === 0) {
          answer.value = String(n);
          if (waiting) form.submit();
          return;
        }
      }
    }
    setTimeout(work, 0);
  };
  group.hidden = true;
  question.disabled = true;
  form.addEventListener('submit', (event) => {
    if (answer.value !== '' || (event.submitter && event.submitter.name === 'nanti')) return;
    event.preventDefault();
    waiting = true;
  });
  work();
})();
