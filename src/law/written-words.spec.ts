import { NO_CONTENTS, missingContents } from './decision-contents.js';
import { saysNothing } from './written-words.js';

describe('a text that the law asks for', () => {
  it('says something with a letter or a digit, and nothing without', () => {
    expect([null, '', '  ', '-', '. . .', '–—', '!?'].map(saysNothing)).not.toContain(false);
    expect(['a', '7', 'é', 'Sudah dicari.', '"x"'].map(saysNothing)).not.toContain(true);
  });

  it('is missing where it is a dash', () => {
    const dash = { ...NO_CONTENTS, explanation: '-', searchRecord: '.', law: '–' };
    expect(missingContents('not_held', dash)).toContain('holderIfKnown');
    expect(missingContents('not_yet_held', dash)).toContain('reason');
    expect(missingContents('refused_other', dash)).toEqual(expect.arrayContaining(['reason', 'statute']));
  });
});
