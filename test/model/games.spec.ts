import type { LocalDate } from '../../src/law/local-date.js';
import { FOUND_GAMES } from './found-games.js';
import { playHalf, playOut, useTable } from './play-games.js';

const table = useTable();

it.each(FOUND_GAMES)(
  'no longer shows $showed',
  async (game) => {
    await playOut(table.program, { starts: '2026-03-02' as LocalDate, ...game });
  },
  120_000,
);

playHalf(table, 0);
