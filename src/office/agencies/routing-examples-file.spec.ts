import { parseRoutingExamples } from './routing-examples-file.js';

const known = new Set(['disdik']);

describe('routing examples file', () => {
  it('reads agencies and triage, skipping empty lines', () => {
    expect(parseRoutingExamples('agency\ttext\ndisdik\tdana bos\n\ntriage\tminta data\n', known)).toEqual([
      { agency: 'disdik', text: 'dana bos' },
      { agency: 'triage', text: 'minta data' },
    ]);
  });

  it.each(['no tab', 'unknown\ttext', 'disdik\t '])('names the line of "%s"', (line) => {
    expect(() => parseRoutingExamples(`agency\ttext\n${line}\n`, known)).toThrow('line 2');
  });
});
