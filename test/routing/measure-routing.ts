import type { RoutingExample } from '../../src/office/agencies/routing-examples-file.js';
import type { RoutingSources } from '../../src/office/agencies/routing-known-words.js';
import { createRoutingModel, type RoutingModel } from '../../src/office/agencies/suggest-agency.js';

/** Shares in percent, over texts that the model has not learned from. */
export interface RoutingFigures {
  readonly texts: number;
  /** Of texts with an agency: suggested and right; abstaining counts as wrong. */
  readonly rightAtFirst: number;
  /** Of texts with an agency: right in the answer or the runner-up. */
  readonly rightInTwo: number;
  /** Of all texts: suggested and wrong. */
  readonly confidentlyWrong: number;
  /** Of vague, torn and out-of-city texts: left to the desk. */
  readonly leftToDesk: number;
  readonly millisecondsPerText: number;
}

export interface Judged {
  readonly truth: string;
  readonly answer: string;
  readonly runnerUp: string | null;
}

export function judge(
  model: RoutingModel,
  texts: readonly RoutingExample[],
): { judged: Judged[]; took: number } {
  const start = performance.now();
  const judged = texts.map(({ agency, text }) => {
    const proposal = model.suggest(text);
    return { truth: agency, answer: proposal.agency ?? 'triage', runnerUp: proposal.runnerUp };
  });
  return { judged, took: performance.now() - start };
}

export function figuresOf(judged: readonly Judged[], took: number): RoutingFigures {
  const share = (part: readonly Judged[], whole: readonly Judged[]): number =>
    (100 * part.length) / whole.length;
  const ofAgency = judged.filter(({ truth }) => truth !== 'triage');
  const ofDesk = judged.filter(({ truth }) => truth === 'triage');
  return {
    texts: judged.length,
    rightAtFirst: share(
      ofAgency.filter(({ truth, answer }) => answer === truth),
      ofAgency,
    ),
    rightInTwo: share(
      ofAgency.filter(({ truth, answer, runnerUp }) => answer === truth || runnerUp === truth),
      ofAgency,
    ),
    confidentlyWrong: share(
      judged.filter(({ truth, answer }) => answer !== 'triage' && answer !== truth),
      judged,
    ),
    leftToDesk: share(
      ofDesk.filter(({ answer }) => answer === 'triage'),
      ofDesk,
    ),
    millisecondsPerText: took / judged.length,
  };
}

/** Five folds: each example is judged by a model that has learned from the other four fifths. */
export function crossValidate(sources: RoutingSources, folds = 5): RoutingFigures {
  const judged: Judged[] = [];
  let took = 0;
  for (let fold = 0; fold < folds; fold += 1) {
    const examples = sources.examples.filter((_, index) => index % folds !== fold);
    const model = createRoutingModel({ ...sources, examples });
    const part = judge(
      model,
      sources.examples.filter((_, index) => index % folds === fold),
    );
    judged.push(...part.judged);
    took += part.took;
  }
  return figuresOf(judged, took);
}

export function figuresTable(rows: Readonly<Record<string, RoutingFigures>>): string {
  const percent = (value: number): string => `${value.toFixed(1)} %`.padStart(8);
  const head = 'routing              texts  at first  in two   wrong    to desk  ms a text';
  const lines = Object.entries(rows).map(([name, f]) =>
    [
      name.padEnd(19),
      String(f.texts).padStart(7),
      percent(f.rightAtFirst),
      percent(f.rightInTwo),
      percent(f.confidentlyWrong),
      percent(f.leftToDesk),
      f.millisecondsPerText.toFixed(2).padStart(8),
    ].join(' '),
  );
  return [head, ...lines].join('\n');
}
