import { describe, expect, it } from 'vitest';

import { createQueue } from '../../../src/ledger/queue.ts';
import { createJob } from '../../../src/ledger/submission.ts';
import type { Job } from '../../../src/ledger/submission.ts';
import { submission } from '../../support/ledger-writer.ts';

function job(commandId: string, parts: Partial<Job> & { bulk?: boolean } = {}): Job {
  const { bulk = false, ...rest } = parts;
  const created = createJob(
    submission({ commandId, priority: bulk ? 'BULK' : 'INTERACTIVE' }),
    () => {},
    () => {},
  );
  return { ...created, ...rest };
}

function ids(jobs: readonly Job[]): readonly string[] {
  return jobs.map(({ submission: { commandId } }) => commandId);
}

describe('The queue', () => {
  it('lets people go before bulk, and otherwise keeps the order', () => {
    const queue = createQueue();

    [job('b1', { bulk: true }), job('p1'), job('b2', { bulk: true }), job('p2')].forEach(queue.push);

    expect(ids(queue.take(3))).toEqual(['p1', 'p2', 'b1']);
    expect(ids(queue.take(3))).toEqual(['b2']);
    expect(queue.size()).toBe(0);
  });

  it('takes back to the front what was taken', () => {
    const queue = createQueue();
    [job('1'), job('2'), job('3')].forEach(queue.push);

    queue.putBack(queue.take(2));

    expect(ids(queue.takeAll())).toEqual(['1', '2', '3']);
  });

  it('gives one that has to run alone alone', () => {
    const queue = createQueue();
    [job('1'), job('2', { alone: true }), job('3'), job('b', { bulk: true })].forEach(queue.push);

    expect([queue.take(9), queue.take(9), queue.take(9)].map(ids)).toEqual([['1'], ['2'], ['3', 'b']]);
  });
});
