import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { openSession } from '../../../src/ledger/session.ts';
import type { Session } from '../../../src/ledger/session.ts';
import { readPending } from '../../../src/projection/pending.ts';
import { entriesIn, ofType, useToldDatabase } from './told-ledger.ts';

const database = useToldDatabase();
let entries: readonly RecordedEntry[];
let session: Session;

beforeAll(async () => {
  entries = await entriesIn(database());
  session = await openSession(database().applicationUrl);
});

afterAll(() => session.close());

describe('The demo', () => {
  it('leaves nothing to be recorded late', async () => {
    const { deadlines } = await readPending(session.sql, 10);

    expect(deadlines).toEqual([]);
  });

  it('tells the end of every window at the moment it ended', () => {
    const closings = entries.filter(
      ({ type }) => type === 'SubmissionWindowClosed' || type === 'ObjectionWindowClosed',
    );

    expect(closings.every(({ recordedAt, data }) => recordedAt === data['closesAt'])).toBe(true);
    expect(closings.every(({ actor }) => actor.person === 'system')).toBe(true);
  });

  it('ends the window for objections of every report that was concluded', () => {
    const closed = ofType(entries, 'ObjectionWindowClosed').map(({ stream }) => stream);
    const concluded = ofType(entries, 'AssessmentConcluded').map(({ stream }) => stream);

    expect(closed.toSorted()).toEqual(concluded.toSorted());
  });

  it('names those who submitted nothing to the index of legal reform', () => {
    const own = ofType(entries, 'SubmissionWindowClosed').filter(({ stream }) => stream === 'cycle/IRH-2025');

    expect(own).toMatchObject([{ data: { units: null } }]);
    expect(own[0]!.data['notSubmitted']).toEqual(['64.01', '64.02', '64.03', '64.07', '64.08', '64.09', '64.11']);
  });
});
