import { getMetadataStorage } from 'class-validator';
import { useApp } from '../support/app.js';
import { useInside } from './inside.js';

// Loads every class of a body and of a form there is.
useInside(useApp());

interface Rule {
  readonly target: object | string;
  readonly propertyName: string;
  readonly type: string;
  readonly name?: string;
}

const OWN = getMetadataStorage() as unknown as { validationMetadatas: Map<object | string, Rule[]> };

/** When a field is asked at all (`IsOptional`, `ValidateIf`): a child may ask it at other times. */
const WHEN = 'conditionalValidation';

/** What a parent asks of a field and its child, which declares the field anew with other rules, does not. */
function lostRules(): string[] {
  return [...OWN.validationMetadatas].flatMap(([target, own]) => {
    if (typeof target !== 'function') return [];
    const parents = [...OWN.validationMetadatas].flatMap(([other, rules]) =>
      typeof other === 'function' && target.prototype instanceof other ? rules : [],
    );
    return parents
      .filter(({ type }) => type !== WHEN)
      .filter((rule) => own.some((mine) => isSameKind(mine, rule)))
      .filter((rule) => !own.some((mine) => isSameKind(mine, rule) && mine.name === rule.name))
      .map((rule) => `${target.name}.${rule.propertyName} ${rule.name ?? rule.type}`);
  });
}

// class-validator drops every inherited rule of a field for one rule of the same type that the child has on it.
function isSameKind(mine: Rule, inherited: Rule): boolean {
  return mine.propertyName === inherited.propertyName && mine.type === inherited.type;
}

describe('a field that a body declares anew', () => {
  it('is asked for everything that its parent asks', () => {
    expect(OWN.validationMetadatas.size).toBeGreaterThan(40);
    expect(lostRules()).toEqual([]);
  });
});
