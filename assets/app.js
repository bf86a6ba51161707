'use strict';
/* Comfort only: every page works without this file. */
(() => {
  const body = document.body;
  body.classList.add('js-enabled', 'govuk-frontend-supported');
  const write = (text, values) => text.replace(/%(\w+)%/g, (whole, name) => values[name] ?? whole);
  const grouped = (count) =>
    String(count).replace(/\B(?=(\d{3})+(?!\d))/g, document.documentElement.lang === 'en' ? ',' : '.');

  // The summary of faults takes the focus, and its links put the cursor into the field.
  const summary = document.querySelector('[data-error-summary]');
  if (summary) {
    summary.focus();
    summary.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#"]');
      const field = link && document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      const group = field.closest('.govuk-form-group') || field;
      group.scrollIntoView();
      field.focus({ preventScroll: true });
    });
  }

  // How much is written, in words.
  document.querySelectorAll('[data-counter]').forEach((box) => {
    const field = box.querySelector('textarea');
    const words = box.querySelector('.counter');
    if (!field || !words) return;
    const start = words.textContent;
    words.setAttribute('aria-live', 'polite');
    let waiting;
    const count = () => {
      const n = [...field.value.replace(/\r\n/g, '\n')].length;
      words.textContent =
        n === 0
          ? start
          : write(box.dataset.counter, { n: grouped(n), min: box.dataset.min, max: box.dataset.max }).replace(
              /(\d) /g,
              '$1\u00a0',
            );
    };
    field.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(count, 300);
    });
    if (field.value !== '') count();
  });

  // A large photo is made smaller before it goes over a slow line; any fault leaves the file as it is.
  const shrink = async (input) => {
    const edge = Number(input.dataset.shrink);
    const [file] = input.files;
    if (
      !file ||
      !/^image\/(jpeg|png)$/.test(file.type) ||
      file.size < 600000 ||
      !window.createImageBitmap ||
      !window.DataTransfer
    )
      return;
    try {
      const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
      const scale = Math.min(1, edge / Math.max(image.width, image.height));
      if (scale === 1 && file.size < 2000000) return;
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
      if (!blob || blob.size >= file.size) return;
      const list = new DataTransfer();
      list.items.add(new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }));
      input.files = list.files;
    } catch {
      /* the server takes the file as it is, or says why not */
    }
  };

  // The name of the chosen file beside our own button.
  document.querySelectorAll('.upload__input').forEach((input) => {
    const name = input.parentNode.querySelector('.upload__name');
    const none = name.textContent;
    name.setAttribute('aria-live', 'polite');
    input.addEventListener('change', async () => {
      const files = [...input.files];
      name.textContent =
        files.length === 0
          ? none
          : files.length === 1
            ? files[0].name
            : write(name.dataset.chosen, { n: files.length });
      if (input.dataset.shrink) await shrink(input);
    });
  });

  // A second press within two seconds does nothing: the first is on its way.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post') return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = '1';
    setTimeout(() => delete form.dataset.sent, 2000);
  });

  // On a phone the filter starts closed.
  if (window.innerWidth < 900)
    document.querySelectorAll('.filter[open]').forEach((filter) => filter.removeAttribute('open'));
})();
