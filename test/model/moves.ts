import { ALONE_MOVES } from './alone-moves.js';
import { ANSWER_MOVES } from './answer-moves.js';
import { DISPUTE_MOVES } from './dispute-moves.js';
import type { ModelCase } from './model-case.js';
import { LETTER_MOVES } from './letter-moves.js';
import type { Move, Sight } from './move.js';
import { PART_MOVES } from './part-moves.js';
import { OBJECTION_MOVES } from './objection-moves.js';
import { REQUEST_MOVES } from './request-moves.js';

/** Every move of the game. */
export const MOVES: readonly Move[] = [
  ...REQUEST_MOVES,
  ...ANSWER_MOVES,
  ...PART_MOVES,
  ...OBJECTION_MOVES,
  ...DISPUTE_MOVES,
  ...ALONE_MOVES,
  ...LETTER_MOVES,
];

/** A case that nobody holds is no agency's: its officers do not see it. */
export function isHidden(move: Move, model: ModelCase): boolean {
  return move.mover === 'officer' && model.agency === null;
}

/** The moves that the law allows now. What is possible nearly always stands once, what matters three times. */
export function lawfulMoves(model: ModelCase, sight: Sight): readonly Move[] {
  const lawful = MOVES.filter((move) => !isHidden(move, model) && move.judge(model, sight).ok);
  return lawful.flatMap((move) => (move.idle === true ? [move] : [move, move, move]));
}
