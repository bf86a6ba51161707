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
});
