import { cycleEvents } from '../domain/cycle/index.ts';
import type { CycleEvent, Extension, GrantedAward } from '../domain/cycle/index.ts';
import type { Recorded } from '../domain/event.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/instant.ts';
import { ownEvents } from './own-events.ts';
import type { Projection } from './projection.ts';

type Opened = Extract<CycleEvent, { type: 'CycleOpened' }>['data'];
type Recording = Readonly<{ at: Instant; position: number }>;
type Publication = Recording & Readonly<{ final: number; notSubmitted: readonly string[] }>;

export type CycleRow = Opened &
  Readonly<{
    openedAt: Instant;
    /** The window as it was announced first; `submission` is the one for all, as extended. */
    announced: Opened['submission'];
    extensions: readonly (Extension & Recording & Readonly<{ previous: Instant; reason: string }>)[];
    closed: readonly (Extension & Recording & Readonly<{ notSubmitted: readonly string[] }>)[];
    /** Editions that took the place of another; the last one is in force. */
    editions: readonly (Recording &
      Readonly<{ edition: string; from: string; instrumentDigest: Digest; reason: string }>)[];
    /** The last publication of results. */
    published: Publication | null;
    publications: readonly Publication[];
    /** Granted by the entry at `position`, which holds the figures of all who were compared as well. */
    awards: readonly (Omit<GrantedAward, 'compared'> & Readonly<{ position: number }>)[];
  }>;

const isOfCycle = ownEvents(cycleEvents);

/** Cycles with their windows, participants, publication and awards. */
export const cycleProjection: Projection<CycleRow> = {
  name: 'cycle',
  version: 2,
  keys: (event) => (isOfCycle(event) && movesCycle(event) ? [event.data.cycle] : []),
  evolve: (row, event) => (isOfCycle(event) ? evolve(row, event) : row),
};

/** What is published elsewhere as the score of a unit leaves the cycle as it is. */
function movesCycle({ type }: CycleEvent): boolean {
  return type !== 'OfficialScoreRecorded';
}

function evolve(row: CycleRow | null, event: Recorded<CycleEvent>): CycleRow | null {
  if (event.type === 'CycleOpened') return opened(event);
  return row && moved(row, event);
}

function opened({ data, recordedAt }: Recorded<Extract<CycleEvent, { type: 'CycleOpened' }>>): CycleRow {
  const lists = { extensions: [], closed: [], editions: [], publications: [], awards: [] };
  return { ...data, openedAt: recordedAt, announced: data.submission, published: null, ...lists };
}

function moved(row: CycleRow, event: Recorded<Exclude<CycleEvent, { type: 'CycleOpened' }>>): CycleRow {
  const recording = { at: event.recordedAt, position: event.position };
  switch (event.type) {
    case 'ResultsPublished': {
      const { final, notSubmitted } = event.data;
      const published = { ...recording, final, notSubmitted };
      return { ...row, published, publications: [...row.publications, published] };
    }
    case 'AwardsGranted': {
      const granted = event.data.awards.map((award) => ({ ...keptOf(award), position: event.position }));
      return { ...row, awards: [...row.awards, ...granted] };
    }
    case 'DeadlineExtended': {
      const { units, closesAt, previous, reason } = event.data;
      const extensions = [...row.extensions, { units, closesAt, previous, reason, ...recording }];
      return { ...row, extensions, submission: units === null ? { ...row.submission, closesAt } : row.submission };
    }
    case 'SubmissionWindowClosed': {
      const { units, closesAt, notSubmitted } = event.data;
      return { ...row, closed: [...row.closed, { units, closesAt, notSubmitted, ...recording }] };
    }
    case 'EditionReplaced': {
      const { from, to: edition, instrumentDigest, title, reason } = event.data;
      const editions = [...row.editions, { edition, from, instrumentDigest, reason, ...recording }];
      return { ...row, edition, instrumentDigest, title, editions };
    }
    case 'OfficialScoreRecorded':
      return row;
  }
}

/** What was compared is long, and stands in the entry for whoever asks for reasons. */
function keptOf(award: GrantedAward): Omit<GrantedAward, 'compared'> {
  const { kind, recipient, within, cycles, predicate, total, final, count, of, moreThanPercent, members, measure } =
    award;
  return { kind, recipient, within, cycles, predicate, total, final, count, of, moreThanPercent, members, measure };
}
