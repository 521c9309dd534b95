import { DrizzleQueryError } from 'drizzle-orm/errors';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { toldError, toldLines } from '../../../src/cli/told-error.ts';

const SECRET = 'what-nobody-else-may-read';

/** As the server says it. */
function refusal(code: string, message: string): Error {
  const fields = { code, message, detail: `Key (a)=(${SECRET})`, where: SECRET, internal_query: SECRET, query: SECRET };
  return Object.assign(new postgres.PostgresError(message), { ...fields, parameters: [SECRET], table_name: 'report' });
}

/** What the function throws. */
function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}

const QUOTING = [
  ['a failed statement', new DrizzleQueryError('insert', [SECRET], refusal('23505', 'duplicate key value'))],
  ['a value of the wrong kind', refusal('22P02', `invalid input syntax for type integer: "${SECRET}"`)],
  ['a search that cannot be read', refusal('42601', `syntax error in tsquery: "${SECRET}"`)],
  ['what a trigger says', refusal('P0001', SECRET)],
  ['text that is no JSON', thrownBy(() => JSON.parse(SECRET))],
  ['what is no number', thrownBy(() => BigInt(SECRET))],
  ['what is no address', thrownBy(() => new URL(`//user:${SECRET}@`))],
  ['a header with signs in it', thrownBy(() => new Headers({ a: `a\n${SECRET}` }))],
  ['what does not fit', thrownBy(() => z.strictObject({}).parse({ [SECRET]: 1 }))],
  ['an address with a password', new Error(`postgres://jejak:${SECRET}@localhost/jejak is not there`)],
  ['an address with a code', new Error(`/oidc/callback?code=${SECRET} failed`)],
  ['the header of a token', new Error(`authorization: Bearer ${SECRET}`)],
  ['a message that looks like a stack', new DrizzleQueryError('select', [`\n    at ${SECRET} (/a.ts:1:1)`])],
  ['something that is no error', SECRET],
] as const;

describe('An error in the log', () => {
  it.each(QUOTING)('keeps to itself what was in %s', (_what, error) => {
    expect(JSON.stringify(toldError(error))).not.toContain(SECRET);
    expect(toldLines(error)).not.toContain(SECRET);
    expect(JSON.stringify(toldError(new Error('wrapped', { cause: error })))).not.toContain(SECRET);
  });

  it('tells what it is and where, down to what it came from', () => {
    const cause = refusal('42P01', 'relation "report" does not exist');

    const told = toldError(new DrizzleQueryError('select', [], cause));

    expect(told).toMatchObject({
      type: 'DrizzleQueryError',
      message: null,
      cause: { type: 'PostgresError', code: '42P01', message: cause.message, place: { table_name: 'report' } },
    });
    expect(told.stack[0]).toMatch(/^ {4}at .*told-error\.test\.ts:\d+:\d+/);
  });

  it('ends, whatever it came from', () => {
    const circle = new Error('a');
    circle.cause = circle;

    expect(toldLines(circle).match(/caused by/g)).toHaveLength(5);
  });
});
