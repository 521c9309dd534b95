import { add, divide, multiply, negate, subtract, toRational } from '../../src/kernel/rational.ts';
import type { Rational } from '../../src/kernel/rational.ts';

const TOKEN = /\s*(\d+(?:\.\d+)?|[()+×/-])/gy;

/** A pocket calculator: works out `(2 × 96.43 + 100) / 3` exactly, so that formulas can be checked as they are written. */
export function calculate(expression: string): Rational {
  const tokens = [...expression.matchAll(TOKEN)].map(([, token]) => token!);
  const used = tokens.join('').length;
  if (used !== expression.replaceAll(/\s/g, '').length) throw new Error(`not an expression: ${expression}`);
  const [value, rest] = readSum(tokens);
  if (rest.length > 0) throw new Error(`left over: ${rest.join(' ')}`);
  return value;
}

type Read = readonly [value: Rational, rest: readonly string[]];

function readSum(tokens: readonly string[]): Read {
  let [value, rest] = readProduct(tokens);
  while (rest[0] === '+' || rest[0] === '-') {
    const combine = rest[0] === '+' ? add : subtract;
    const [right, after] = readProduct(rest.slice(1));
    [value, rest] = [combine(value, right), after];
  }
  return [value, rest];
}

function readProduct(tokens: readonly string[]): Read {
  let [value, rest] = readFactor(tokens);
  while (rest[0] === '×' || rest[0] === '/') {
    const combine = rest[0] === '×' ? multiply : divide;
    const [right, after] = readFactor(rest.slice(1));
    [value, rest] = [combine(value, right), after];
  }
  return [value, rest];
}

function readFactor([first = '', ...rest]: readonly string[]): Read {
  if (first === '-') {
    const [value, after] = readFactor(rest);
    return [negate(value), after];
  }
  if (first !== '(') return [toRational(first), rest];
  const [value, after] = readSum(rest);
  return [value, after.slice(1)];
}
