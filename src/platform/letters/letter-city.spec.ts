import { loadCity } from '../config/city.js';
import { letterhead, signer } from './letter-parts.js';
import { letterheadOf, signerOf } from './letter-city.js';
import { faultsOf } from './letter-shape.js';

describe('what the city gives to its letters', () => {
  it('fills letterhead and signer', () => {
    const city = loadCity();
    expect(faultsOf(letterhead, letterheadOf(city), 'letterhead')).toEqual([]);
    expect(faultsOf(signer, signerOf(city), 'signer')).toEqual([]);
  });

  it('signs in the name of the PPID', () => {
    const { ppid, place } = loadCity();
    expect(signerOf(loadCity())).toEqual({
      place,
      office: ppid.title.id,
      name: ppid.name,
      nip: ppid.staffNumber,
    });
    expect(ppid.name).not.toBe('');
  });
});
