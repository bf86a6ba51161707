import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('is the same for the same value, in whatever order its keys came', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
    expect(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });

  it('writes dates, bytes and what is missing as JSON does', () => {
    const value = { at: new Date(0), bytes: Buffer.from('a'), none: undefined, list: [undefined] };
    expect(canonicalJson(value)).toBe(
      '{"at":"1970-01-01T00:00:00.000Z","bytes":{"data":[97],"type":"Buffer"},"list":[null]}',
    );
    expect(canonicalJson('text')).toBe('"text"');
  });

  it('leaves out no key, whatever it is called', () => {
    const text = '{"__proto__":{"late":true},"a":{"__proto__":1}}';
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  it('holds what the value holds, with every object in the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});
