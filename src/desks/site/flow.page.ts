import type { Texts } from '../../platform/views/texts.js';

/** One piece of the drawing of the five steps; positions in the 680 wide box of the SVG. */
export interface FlowPiece {
  readonly x: number;
  readonly w: number;
  readonly tone: '' | ' piece--answer' | ' piece--later' | ' piece--outside';
  readonly name: string;
  readonly time: string;
}

const tones = ['', '', ' piece--answer', ' piece--later', ' piece--outside'] as const;
const pieceWidth = 120;
const step = 136;

/** The same five words and terms as the list beside the drawing. */
export function flowDrawing(texts: Texts): FlowPiece[] {
  const times = texts.list('site.flow.times');
  return texts.list('site.flow.short').map((name, index) => ({
    x: index * step,
    w: pieceWidth - 12,
    tone: tones[index] ?? '',
    name,
    time: times[index] ?? '',
  }));
}
