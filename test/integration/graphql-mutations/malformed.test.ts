import { describe, expect, it } from 'vitest';

import type { Data, Problem } from '../../support/http-server.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { ATTACH_DOCUMENT, mutation, REVIEW_RESPONSES, SUBMIT_RESPONSE } from '../../support/mutations.ts';
import { CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();

const REPORT = { unit: UNIT, cycle: CYCLE };
const ANSWER = { ...REPORT, indicator: 'KKP-SP1-S1', expectedRevision: 0, answer: { choice: 'ADA' } };
const DOCUMENT = {
  evidence: 'KKP-SP1-S1-E1',
  digest: `sha256:${'0'.repeat(64)}`,
  title: 'Perda',
  mediaType: 'application/pdf',
  bytes: 10,
};

async function problems(query: string, input: Data, headers = {}): Promise<readonly Problem[]> {
  const reply = await world().send({ query, variables: { input }, person: REPORTER, headers });
  expect(reply.data ?? null).toBeNull();
  return reply.errors;
}

describe('Malformed input', () => {
  it.each<[string, string, Data]>([
    ['a code of another shape', 'input.indicator', { indicator: 'no such/code' }],
    ['a huge code', 'input.indicator', { indicator: 'A'.repeat(100_000) }],
    ['a huge text', 'input.narrative', { narrative: 'a'.repeat(4001) }],
    ['U+0000', 'input.narrative', { narrative: 'a\u0000b' }],
    ['a lone surrogate', 'input.narrative', { narrative: 'a\ud800b' }],
    ['a negative revision', 'input.expectedRevision', { expectedRevision: -1 }],
    ['an option of another shape', 'input.answer.choice', { answer: { choice: 'not an option' } }],
    ['a blank reason', 'input.answer.notApplicable.reason', { answer: { notApplicable: { reason: '  ' } } }],
    ['an empty command id', 'input.commandId', { commandId: '' }],
    ['a command id with a line break', 'input.commandId', { commandId: 'a\nb' }],
    ['a huge command id', 'input.commandId', { commandId: 'a'.repeat(129) }],
    ['a unit of another shape', 'input.unit', { unit: '64.71; drop table' }],
  ])('%s is named by its path', async (_what, path, more) => {
    const [problem, ...others] = await problems(SUBMIT_RESPONSE, { ...ANSWER, ...more });

    expect(others).toEqual([]);
    expect(problem!.extensions.code).toBe('BAD_USER_INPUT');
    expect(problem!.extensions.issues!.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('is named in the language of its sender', async () => {
    const [problem] = await problems(SUBMIT_RESPONSE, { ...ANSWER, indicator: '?' }, { 'accept-language': 'id' });

    expect(problem!.message).toBe('Masukan tidak sesuai bentuknya.');
    expect(problem!.extensions.issues![0]!.message).toContain('tidak');
  });

  it('is named all at once', async () => {
    const [problem] = await problems(SUBMIT_RESPONSE, { ...ANSWER, unit: '?', cycle: '?', commandId: '' });

    const paths = problem!.extensions.issues!.map((issue) => issue.path.join('.'));
    expect(paths.toSorted()).toEqual(['input.commandId', 'input.cycle', 'input.unit']);
  });

  it.each([
    ['more answers than one', { answer: { choice: 'ADA', number: '1' } }],
    ['no answer', { answer: {} }],
    ['a decimal with a comma', { answer: { number: '1,5' } }],
    ['a decimal as a number', { answer: { number: 1.5 } }],
    ['an exponent', { answer: { number: '1e9' } }],
    ['a decimal beyond all bounds', { answer: { number: '9'.repeat(100) } }],
    ['a member nobody knows', { surprise: true }],
    ['nothing', { indicator: null }],
    ['a list', { indicator: ['A', 'B'] }],
  ])('%s does not fit the schema', async (_what, more) => {
    const found = await problems(SUBMIT_RESPONSE, { ...ANSWER, ...more });

    expect(found[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it.each<[string, string, Data]>([
    ['a day that does not exist', 'input.document.issuedOn', { issuedOn: '2025-02-30' }],
    ['a media type of another shape', 'input.document.mediaType', { mediaType: 'pdf' }],
    ['a document without bytes', 'input.document.bytes', { bytes: 0 }],
    ['a title of white space', 'input.document.title', { title: ' \n ' }],
  ])('%s is no document', async (_what, path, more) => {
    const input = { ...REPORT, indicator: 'KKP-SP1-S1', document: { ...DOCUMENT, ...more } };

    const [problem] = await problems(ATTACH_DOCUMENT, input);

    expect(problem!.extensions.issues!.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('is more than 200 items', async () => {
    const items = Array.from({ length: 201 }, (_, index) => ({ indicator: `I-${index}`, ruling: 'ACCEPTED' }));

    const [problem] = await problems(REVIEW_RESPONSES, { ...REPORT, seen: '1', items });

    expect(problem!.extensions.issues!.map((issue) => issue.path)).toEqual([['input', 'items']]);
  });

  it('is an item that is malformed, by its place in the list', async () => {
    const items = [
      { indicator: 'A', ruling: 'ACCEPTED' },
      { indicator: 'A', ruling: 'ACCEPTED', note: '\u0000' },
    ];

    const [problem] = await problems(REVIEW_RESPONSES, { ...REPORT, seen: '1', items });

    expect(problem!.extensions.issues!.map((issue) => issue.path)).toEqual([['input', 'items', '1', 'note']]);
  });

  it.each(['0', '-1', '1.5', 'x', '99999999999999999999', 9.5])('is %s as the position that was seen', async (seen) => {
    const items = [{ indicator: 'A', ruling: 'ACCEPTED' }];

    const [problem] = await problems(REVIEW_RESPONSES, { ...REPORT, seen, items });

    expect(problem!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is the role of the system', async () => {
    const [problem] = await problems(mutation('grantRole'), { person: 'someone', role: 'SYSTEM' });

    expect(problem!.extensions.issues!.map((issue) => issue.path)).toEqual([['input', 'role']]);
  });

  it('never reaches the log', () => {
    expect(world().logged).toEqual([]);
  });
});
