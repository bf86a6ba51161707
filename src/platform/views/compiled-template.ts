import { compileFunction } from 'node:vm';
import nunjucks from 'nunjucks';

/** What the library's types leave out: its compiler, and that a loader may hand over a template that is compiled. */
const { compiler } = nunjucks as unknown as {
  readonly compiler: {
    compile(source: string, asyncFilters: [], extensions: [], path: string, options: object): string;
  };
};

export interface CompiledTemplate {
  readonly type: 'code';
  readonly obj: object;
}

const countLine = /^frame\.set\("(loop\.\w+)", .*\n/gmu;

/**
 * A template as the functions that print it. The library writes seven counts down at every turn of a loop, a third of what a
 * long list costs; those that a template never asks for are left out.
 */
export function compiledTemplate(source: string, path: string, options: object): CompiledTemplate {
  const code = compiler.compile(source, [], [], path, options);
  // Should the library write its counts in another way, all of them stay.
  const lean = code.replace(countLine, (line, count: string) => (source.includes(count) ? line : ''));
  return { type: 'code', obj: (compileFunction(lean) as () => object)() };
}
