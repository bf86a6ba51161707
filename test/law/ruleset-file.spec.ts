import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { DEFAULT_RULESET, READINGS, readRuleset } from '../../src/law/ruleset.js';

describe('config/ruleset.yaml', () => {
  const settings = parse(readFileSync('config/ruleset.yaml', 'utf8')) as Record<string, unknown>;

  it('names every reading and chooses the safe defaults', () => {
    expect(Object.keys(settings).sort()).toEqual(Object.keys(READINGS).sort());
    expect(readRuleset(settings)).toEqual({ ok: true, ruleset: DEFAULT_RULESET });
  });
});
