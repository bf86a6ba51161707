import { parseAgencies } from './agencies-file.js';

const header = 'code,name_id,name_short,name_en,kind,duties_keywords_id\n';

describe('agencies file', () => {
  it('reads quoted names and splits keywords', () => {
    expect(parseAgencies(`${header}dx,"Dinas X, Y",DX,X Office,dinas,Dana X| y \n`)).toEqual([
      {
        code: 'dx',
        name: 'Dinas X, Y',
        shortName: 'DX',
        nameEn: 'X Office',
        kind: 'dinas',
        keywords: ['dana x', 'y'],
      },
    ]);
  });

  it('names the row of a bad or double code', () => {
    expect(() => parseAgencies(`${header}D X,a,b,c,dinas,k\n`)).toThrow('row 1');
    expect(() => parseAgencies(`${header}dx,a,b,c,dinas,k\ndx,a,b,c,dinas,k\n`)).toThrow('row 2');
  });
});
