import { fillIn, unsaidOf, type SaidNow, type Statements } from './unsaid.js';

const NOTHING: Statements = { purposeKind: 'unstated', access: 'unstated', delivery: null, format: null };
const SILENT: SaidNow = { purposeKind: null, access: null, delivery: null, format: null };
const POST = { delivery: 'post', format: 'hardcopy' } as const;

const faultsOf = (said: Statements, now: Partial<SaidNow>): readonly string[] =>
  fillIn(said, { ...SILENT, ...now }).faults.map(({ field, code }) => `${field} ${code}`);

describe('what a paper left out', () => {
  it('is a purpose that it does not state, and a way that is not whole', () => {
    expect(unsaidOf(NOTHING)).toEqual({ purpose: true, way: true });
    expect(unsaidOf({ ...NOTHING, purposeKind: 'research', access: 'inspect' })).toEqual({
      purpose: false,
      way: false,
    });
    expect(unsaidOf({ ...NOTHING, access: 'copy', delivery: 'post' }).way).toBe(true);
    expect(unsaidOf({ ...NOTHING, access: 'copy', ...POST }).way).toBe(false);
  });

  it('is filled in by what is said now, and a way of the copy is a wish for a copy', () => {
    expect(fillIn(NOTHING, { ...SILENT, ...POST }).way).toEqual({ access: 'copy', ...POST });
    expect(fillIn(NOTHING, { ...SILENT, access: 'inspect' }).way).toEqual({
      access: 'inspect',
      delivery: null,
      format: null,
    });
    expect(faultsOf(NOTHING, { purposeKind: 'research', access: 'copy', ...POST })).toEqual([]);
    expect(faultsOf({ ...NOTHING, access: 'copy', delivery: 'post' }, { format: 'hardcopy' })).toEqual([]);
    expect(faultsOf(NOTHING, {})).toEqual([]);
  });

  it('is asked for whole where it is a copy', () => {
    expect(faultsOf(NOTHING, { access: 'copy' })).toEqual(['delivery missing', 'format missing']);
    expect(faultsOf(NOTHING, { delivery: 'post' })).toEqual(['format missing']);
  });

  it('is no way to change what was said', () => {
    const said = { ...NOTHING, purposeKind: 'news', access: 'copy', ...POST } as const;
    expect(
      faultsOf(said, {
        purposeKind: 'research',
        access: 'inspect',
        delivery: 'online',
        format: 'softcopy',
      }),
    ).toEqual([
      'purpose already-said',
      'access already-said',
      'delivery already-said',
      'format already-said',
    ]);
    expect(faultsOf(said, { access: 'copy', ...POST })).toEqual([]);
    expect(faultsOf(NOTHING, { access: 'inspect', delivery: 'post' })).toEqual(['delivery already-said']);
  });
});
