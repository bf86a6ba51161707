import { rupiahOf } from '../../office/register/written-amount.js';

/** One line of the budget: what for, planned and spent in whole rupiah. */
export interface BudgetLine {
  readonly item: string;
  readonly planned: number;
  readonly spent: number;
}

/**
 * Reads a budget written as lines `Pelayanan dan loket; 96.000.000; 91.450.000`. Null when any line is otherwise: then it
 * is printed as the text it is.
 */
export function readBudgetLines(text: string): readonly BudgetLine[] | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const read = lines.map(readLine);
  return read.length === 0 || read.some((line) => line === null) ? null : (read as readonly BudgetLine[]);
}

function readLine(line: string): BudgetLine | null {
  const [item = '', planned = '', spent = '', ...more] = line.split(';').map((part) => part.trim());
  const amounts = [planned, spent].map(rupiahOf);
  const [first, second] = amounts;
  if (item === '' || more.length > 0 || first == null || second == null) return null;
  return { item, planned: first, spent: second };
}
