import type { Answer, Problem } from '../support/http-client.js';

// Of a stack, of a library, of PostgreSQL, or a key of the catalogue that nobody translated.
const INSIDES =
  /\bat (?:\w+\.)*\w+ \(|node_modules|\.ts:\d|\.js:\d|QueryFailedError|syntax error|relation "|SELECT |TypeError|\bproblems\.[a-z]|class-validator|undefined/u;

/** What is wrong with a refusal of the API, or null: a status of its own, code, sentence, fields, and nothing of the insides. */
export function faultOfNo(answer: Answer, field?: string): string | null {
  if (answer.status >= 500) return `${String(answer.status)} ${answer.text.slice(0, 200)}`;
  if (answer.status < 400) return null;
  if (INSIDES.test(answer.text)) return `shows its insides: ${answer.text.slice(0, 300)}`;
  if (!(answer.headers.get('content-type') ?? '').startsWith('application/problem+json'))
    return 'is no problem+json';
  const problem = answer.body as Problem;
  if (!/^[a-z][a-z0-9-]+$/u.test(problem.code)) return `has no code: ${answer.text.slice(0, 200)}`;
  if (!/^[A-Z"].{5,}/u.test(problem.title)) return `has no sentence: ${answer.text.slice(0, 200)}`;
  if (problem.status !== answer.status) return 'names another status';
  if (answer.status !== 422 || problem.code !== 'invalid-fields') return null;
  return faultOfFields(problem, field);
}

function faultOfFields({ errors = [] }: Problem, field: string | undefined): string | null {
  if (errors.length === 0) return 'names no field';
  const bare = errors.find(
    ({ code, message }) => code === '' || !/\s/u.test(message) || /\w+\.\w+\./u.test(message),
  );
  if (bare !== undefined) return `has a field without a sentence: ${JSON.stringify(bare)}`;
  if (field === undefined) return null;
  const isNamed = errors.some((error) => isAbout(error.field, field));
  return isNamed ? null : `names ${errors.map((error) => error.field).join(', ')} instead of ${field}`;
}

// A fault inside or around the planted value is told where it is.
function isAbout(told: string, field: string): boolean {
  return told === field || told.startsWith(`${field}.`) || field.startsWith(`${told}.`);
}
