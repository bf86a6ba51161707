import type { RoutingModel } from './suggest-agency.js';

const unreadable = 'Baris tidak terbaca: perlu id, tab, lalu teks.';
const emptyText = 'Teksnya kosong; diputuskan petugas PPID.';

/**
 * `tenggat route`: lines `id<TAB>text` without header to lines
 * `id<TAB>agency_code or triage<TAB>score<TAB>runner_up<TAB>reasons`, in the same order. An unreadable line keeps its
 * place with `triage`, score 0 and the reason; further tabs belong to the text. Reasons are Indonesian sentences.
 */
export function routeTsv(input: string, model: RoutingModel): string {
  const lines = input.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${routeLine(line, model)}\n`).join('');
}

function routeLine(line: string, model: RoutingModel): string {
  const tab = line.indexOf('\t');
  if (tab < 0) return row(line.trim().slice(0, 200), 'triage', 0, '', unreadable);
  const id = line.slice(0, tab);
  const text = line.slice(tab + 1);
  if (text.trim() === '') return row(id, 'triage', 0, '', emptyText);
  const proposal = model.suggest(text);
  return row(id, proposal.agency ?? 'triage', proposal.score, proposal.runnerUp ?? '', proposal.reasonText);
}

function row(id: string, answer: string, score: number, runnerUp: string, reasons: string): string {
  return [id, answer, score.toFixed(3), runnerUp, reasons].map(oneCell).join('\t');
}

// A citizen's words inside the reasons must not break the table.
function oneCell(value: string): string {
  return value.replace(/[\s\u0085\u2028\u2029]+/g, ' ');
}
