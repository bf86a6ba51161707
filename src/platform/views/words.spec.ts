import { bindUnits } from './bind-units.js';
import { compiledTemplate } from './compiled-template.js';
import { fillNumbers } from './fill-numbers.js';
import { Formats } from './formats.js';
import { languageOfPath, pathInLanguage } from './language.js';
import { markForeign } from './mark-foreign.js';
import { fillMessage } from './message-format.js';
import { blockMarkup, escapeHtml, inlineMarkup } from './rich-text.js';
import { tidyTemplate, withConstants } from './tidy-template.js';
import { readTypedDate } from './typed-date.js';

describe('sentences of the catalogue', () => {
  it('keep counts with their units and dates whole', () => {
    expect(bindUnits('paling lama 10 hari kerja')).toBe('paling lama 10\u00a0hari\u00a0kerja');
    expect(bindUnits('{n} working days left')).toBe('{n}\u00a0working\u00a0days left');
    expect(bindUnits('Sejak 1 Januari 2026')).toBe('Sejak 1\u00a0Januari\u00a02026');
  });

  it('take values and choose the word for one', () => {
    const formats = new Formats('en');
    const message = '{n} {n|day|days}';
    expect(fillMessage('k', message, { n: 1 }, formats)).toBe('1 day');
    expect(fillMessage('k', message, { n: 4000 }, formats)).toBe('4,000 days');
  });

  it('take the numbers of the law from the law, in figures and in words', () => {
    expect(fillNumbers('k', '{law.reply} ({law.reply:terbilang}) hari, {n} kali')).toBe(
      '10 (sepuluh) hari, {n} kali',
    );
  });

  it.each(['{law.replies}', '{law.reply:inggris}', '{laws.reply}', '{law.delivery}'])(
    'stop the start for %s, which is no number of the law',
    (name) => {
      expect(() => fillNumbers('Message site.x', `paling lama ${name} hari`)).toThrow(
        `Message site.x names ${name}`,
      );
    },
  );

  it('refuse to be shown without a value they need', () => {
    expect(() => fillMessage('site.x', '{n}', {}, new Formats('id'))).toThrow('site.x');
  });

  it('never turn markup of a stranger into HTML', () => {
    expect(inlineMarkup(escapeHtml('**<b>** [x](javascript:alert)'))).toBe(
      '<strong>&lt;b&gt;</strong> [x](javascript:alert)',
    );
  });

  it('become headings, lists and paragraphs', () => {
    expect(blockMarkup('## Satu\n\n- a\n- b\n\nkata\nlagi')).toBe(
      '<h2 id="satu">Satu</h2><ul class="list"><li>a</li><li>b</li></ul><p>kata lagi</p>',
    );
  });
});

describe('the template of a page', () => {
  it.each([
    ['<p>  a\n  b </p>\n\n<textarea>\n x  y </textarea>', '<p> a b</p><textarea>\n x  y </textarea>'],
    [
      '<p>Buka <a href="/x">ini</a> <strong>dulu</strong>\n  ya</p>',
      '<p>Buka <a href="/x">ini</a> <strong>dulu</strong> ya</p>',
    ],
    [
      '<ul>\n  {% for one in all %}\n  <li>{{ one }} </li>\n  {% endfor %}\n</ul>',
      '<ul>{% for one in all %}<li>{{ one }}</li>{% endfor %}</ul>',
    ],
    [
      '<a {% if n > 2 %}class="x"{% endif %}\n   href="y" >z</a>\n{% if m %}\n<b>w</b>{% endif %}',
      '<a {% if n > 2 %}class="x"{% endif %} href="y">z</a> {% if m %}<b>w</b>{% endif %}',
    ],
    ['<p>a</p>\n{# c\n  d #}<p>{{ "  e" }}</p>', '<p>a</p>{# c\n  d #}<p>{{ "  e" }}</p>'],
  ])('loses white space that nobody sees: %j', (source, tidy) => {
    expect(tidyTemplate(source)).toBe(tidy);
  });

  it('holds what every page prints the same; what needs a value waits for it', () => {
    const said = (name: string) => (value: string) => (value === 'n' ? '{n} hari' : `${name} ${value}`);
    const html = {
      t: said('t'),
      rich: said('rich'),
      prose: said('prose'),
      url: said('url'),
      asset: said('asset'),
    };
    const waits = `{{ t('n') }}{{ t('x', { n: n }) }}{{ t('a.' ~ b) }}{% set a = t('x') %}`;
    expect(
      withConstants(`<p>{{ t('a.b') }}</p><a href="{{ url('/x') }}">{{ rich('y') }}</a>${waits}`, html),
    ).toBe(`<p>t a.b</p><a href="url /x">rich y</a>${waits}`);
  });
});

describe('the compiled template of a page', () => {
  it('counts the turns of a loop only as far as it asks', () => {
    const { obj } = compiledTemplate('{% for a in b %}{{ loop.last }}{% endfor %}', 'x', {});
    const counts = Object.values(obj).flatMap((block) => String(block).match(/loop\.\w+/gu) ?? []);
    expect(new Set(counts)).toEqual(new Set(['loop.last']));
  });
});

describe('the finished page', () => {
  it('marks Indonesian text in an English page', () => {
    expect(markForeign('<p title="\ue000Kata\ue001">\ue000Kata\ue001</p>')).toBe(
      '<p title="Kata"><span lang="id">Kata</span></p>',
    );
  });
});

describe('addresses', () => {
  it('say their language by the prefix', () => {
    expect(languageOfPath('/en/hitung?x=1')).toBe('en');
    expect(languageOfPath('/energi')).toBe('id');
  });

  it.each([
    ['/', '/en'],
    ['/hitung?hari=1', '/en/hitung?hari=1'],
    ['/?a=1', '/en?a=1'],
  ])('have the same page in English: %s', (id, en) => {
    expect(pathInLanguage(id, 'en')).toBe(en);
    expect(pathInLanguage(en, 'id')).toBe(id);
  });
});

describe('a typed date', () => {
  it.each(['12', 'Des', 'desember', 'December', 'dec.'])('takes the month %s', (month) => {
    expect(readTypedDate({ day: '14', month, year: '2026' })).toEqual({ ok: true, date: '2026-12-14' });
  });

  it.each([
    ['2', 'Nopember', '2026-11-02'],
    ['28', 'Peb', '2026-02-28'],
    ['1', 'Pebruari', '2026-02-01'],
    ['3', 'Agst', '2026-08-03'],
    ['4', 'Mrt', '2026-03-04'],
    ['5', 'Septem', '2026-09-05'],
  ])('knows months as offices write them: %s %s', (day, month, date) => {
    expect(readTypedDate({ day, month, year: '2026' })).toEqual({ ok: true, date });
  });

  it('names the parts that are missing', () => {
    expect(readTypedDate({ day: '', month: '2', year: ' ' })).toEqual({
      ok: false,
      fault: 'missing',
      parts: ['day', 'year'],
    });
  });

  it.each([
    ['31', 'Feb', '2026'],
    ['0', '1', '2026'],
    ['1', 'x', '2026'],
    ['29', '2', '2027'],
  ])('is refused when no such day exists: %s %s %s', (day, month, year) => {
    expect(readTypedDate({ day, month, year })).toEqual({ ok: false, fault: 'not-a-day' });
  });
});
