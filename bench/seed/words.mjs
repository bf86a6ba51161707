/** Questions in the city's own words, and names: a few hundred common words, twenty thousand rare ones. */
import { QUESTIONS } from '../bodies.mjs';
import { oneOf } from './chance.mjs';

const FIRST_NAMES =
  'Maria Yohanes Abdul Siti Petrus Fatima Johanis Nurlaila Markus Aminah Rahmat Yuliana Samuel Hasan Elisabeth Ridwan Martha Ismail Ferdinand Rosmina Daniel Salma Yusuf Agustina Hendrik Zainab Andreas Wa Jacob Halima Thomas Rugaya Lukas Mariam Paulus Nurhayati Stevanus Saleha Rudolf Khadija'.split(
    ' ',
  );
const HEADS = 'La Pa Ta Ma Sa Tu Wa Ri Lei Hu Nu Ba Ka Si So Pe Lou Hi Rum Sal'.split(' ');
const MIDDLES =
  'tu ma ha pa la ri ne lu he sa ta ru ka lo wa mu na ti re so pu si ni ko lei hu tai pei sou rua ni'.split(
    ' ',
  );
const TAILS =
  'consina hamual salipu pelly hehanussa laisina nussy tuny lessy patty aman putty hitu waela nikijuluw soplanit selanno ririn uneputty metten lewaka haru latu tanila rissa mahu pary siwa lete nanlohy tomasoa molle rehatta sahetapy pattin kaihatu mainake tutu harbessy ninu'.split(
    ' ',
  );
export const RARE_NAMES = 20_000;

const PLACES =
  'Sirimau Nusaniwe Baguala Passo Ahusen Batumerah Waihaong Benteng Kudamati Halong Latta Galala Hative Poka Rumahtiga Wayame Laha Tawiri Soya Hutumuri Rutong Leahari Kilang Naku Hatalai Ema Amahusu Latuhalat Seilale Urimessing'.split(
    ' ',
  );
const STREETS = 'Pattimura Diponegoro Ahmad-Yani Sultan-Babullah Rijali AY-Patty Sam-Ratulangi Said-Perintah'
  .split(' ')
  .map((name) => name.replaceAll('-', ' '));

/** The family name with this number, 0 to `RARE_NAMES` - 1; each number has one, most of them unlike any other. */
export function familyName(number) {
  const head = HEADS[number % HEADS.length];
  const rest = Math.floor(number / HEADS.length);
  return head + MIDDLES[rest % MIDDLES.length] + TAILS[Math.floor(rest / MIDDLES.length) % TAILS.length];
}

/** A question as people ask it; a third name a person or firm, which is what makes words rare. */
export function question(chance, year) {
  const text = oneOf(QUESTIONS, chance);
  const where = `${chance() < 0.5 ? 'di' : 'wilayah'} ${oneOf(PLACES, chance)} tahun ${String(year - 1)}`;
  const whose = chance() < 0.33 ? `, atas nama ${familyName(Math.floor(chance() ** 2 * RARE_NAMES))}` : '';
  return `${text.replaceAll('\\', '/')} ${where}${whose}`;
}

/** The person who asked: sealed like every other, with an address that no mail ever reaches. */
export function person(n, chance) {
  const family = familyName(Math.floor(chance() * RARE_NAMES));
  const first = oneOf(FIRST_NAMES, chance);
  const day = String(1 + Math.floor(chance() * 28)).padStart(2, '0');
  const month = String(1 + Math.floor(chance() * 12)).padStart(2, '0');
  const year = String(50 + Math.floor(chance() * 50));
  return {
    name: `${first} ${family}`,
    nationalId: `817101${day}${month}${year}${String(n % 10_000).padStart(4, '0')}`,
    address: `Jalan ${oneOf(STREETS, chance)} Nomor ${String(1 + (n % 200))}, ${oneOf(PLACES, chance)}, Ambon`,
    email: `pemohon${String(n)}@contoh.invalid`,
    phone: `0812${String(n % 100_000_000).padStart(8, '0')}`,
    occupation:
      chance() < 0.3 ? null : oneOf(['Guru', 'Nelayan', 'Mahasiswa', 'Wartawan', 'Pedagang'], chance),
    decreeNumber: null,
    principal: null,
    members: [],
  };
}
