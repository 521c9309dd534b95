import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { useHttpWorld } from '../../support/http-server.ts';
import type { Data } from '../../support/http-server.ts';
import { mutation, positionOf } from '../../support/mutations.ts';
import { CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();

const SUBMIT = mutation('submitResponse', 'ids: events { id } report { id }');
const INDICATOR = 'KKP-SP1-S1';

async function submit(input: Data): Promise<Data> {
  const common = { unit: UNIT, cycle: CYCLE, indicator: INDICATOR, answer: { choice: 'ADA' } };
  const { data, errors } = await world().send({
    query: SUBMIT,
    person: REPORTER,
    variables: { input: { ...common, ...input } },
  });
  expect(errors).toEqual([]);
  return data!['submitResponse'] as Data;
}

describe('A command that is sent again', () => {
  it('answers with objects of its own moment, under ids that say so', async () => {
    const first = { commandId: randomUUID(), expectedRevision: 0 };

    const done = await submit(first);
    await submit({ expectedRevision: 1, answer: { choice: 'PROSES' } });
    const again = await submit(first);

    const position = positionOf(done);
    const report = `Report:${UNIT}/${CYCLE}`;
    expect(done).toMatchObject({
      replayed: false,
      report: { id: btoa(report) },
      ids: [{ id: btoa(`Event:${position}`) }],
    });
    expect(again).toMatchObject({
      replayed: true,
      report: { id: btoa(`${report}@${position}`) },
      ids: [{ id: btoa(`Event:${position}@${position}`) }],
    });
  });
});
