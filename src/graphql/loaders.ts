import DataLoader from 'dataloader';

import type { CycleRow, InstrumentEditionRow } from '../view/cycles.ts';
import {
  cyclesByCode,
  cyclesOfInstruments,
  editionsByKey,
  editionsOfInstruments,
  participationOf,
} from '../view/cycles.ts';
import type { Participation } from '../view/cycles.ts';
import type { Calendar } from '../kernel/calendar.ts';
import type { Digest } from '../kernel/digest.ts';
import { calendarsByName } from '../view/calendars.ts';
import { eventsAt, eventsOfResponses } from '../view/cited-events.ts';
import type { EventPage, EventsAsked, RecordedEntry } from '../view/events.ts';
import { officialScoresByCycle, officialScoresByKey } from '../view/official-scores.ts';
import type { OfficialScoreRow } from '../view/official-scores.ts';
import { peopleById } from '../view/people.ts';
import type { PersonRow } from '../view/people.ts';
import { jurisdictionsByCode, organizationsByKey, organizationsByJurisdiction } from '../view/places.ts';
import type { JurisdictionRow, OrganizationRow } from '../view/places.ts';
import { openedByCommitment } from '../view/sealed.ts';
import type { Opened } from '../view/sealed.ts';
import { inclusionProofs } from '../view/proofs.ts';
import type { InclusionProof } from '../view/proofs.ts';
import type { At, Reader } from '../view/reader.ts';
import { reportsByCycle, reportsByKey, responsesByReport } from '../view/reports.ts';
import type { ReportRow, ResponseRow } from '../view/reports.ts';
import type { ReportMoment } from '../view/score.ts';
import { scoreHistory } from '../view/score-history.ts';
import type { HistoryStep } from '../view/score-history.ts';
import { countsOfStreams, pagesOfStreams } from '../view/stream-events.ts';
import { reportsReferringTo } from '../view/viewer-uploads.ts';
import type { ReportName } from '../view/viewer-uploads.ts';
import { batched } from './batched.ts';

/** A key as of a moment; loaders never merge two moments. */
export type Keyed = Readonly<{ at: At; key: string }>;

/** Entries of one stream that are asked for in the same words as those of others. */
export type OfStream<Asked> = Readonly<{ at: At; stream: string; asked: Asked }>;

type Loader<Value> = DataLoader<Keyed, Value, string>;

/** One operation's readers of rows: what many fields ask for is read in one statement. */
export type Loaders = Readonly<{
  jurisdiction: Loader<JurisdictionRow | null>;
  /** By `<jurisdiction>/<organization>`. */
  organization: Loader<OrganizationRow | null>;
  organizationsOf: Loader<readonly OrganizationRow[]>;
  person: Loader<PersonRow | null>;
  /** By `<instrument>/<edition>`. */
  edition: Loader<InstrumentEditionRow | null>;
  editionsOf: Loader<readonly InstrumentEditionRow[]>;
  cycle: Loader<CycleRow | null>;
  cyclesOf: Loader<readonly CycleRow[]>;
  participation: Loader<Participation>;
  /** By `<unit>/<cycle>`. */
  officialScore: Loader<OfficialScoreRow | null>;
  /** All of a cycle, in order of unit. */
  officialScoresOf: Loader<readonly OfficialScoreRow[]>;
  /** Calendars with all years that are known, by name. */
  calendar: Loader<Calendar>;
  /** By `<unit>/<cycle>`. */
  report: Loader<ReportRow | null>;
  /** All of a cycle, in order of unit. */
  reportsOf: Loader<readonly ReportRow[]>;
  responses: Loader<readonly ResponseRow[]>;
  /** Reports of one place that refer to bytes, by `<digest> <jurisdiction>`. */
  referring: Loader<readonly ReportName[]>;
  /** A report with all its score follows from. */
  moment: Loader<ReportMoment | null>;
  /** The entries about one response, by `<unit>/<cycle>/<indicator>`. */
  responseEvents: Loader<readonly RecordedEntry[]>;
  streamPage: DataLoader<OfStream<EventPage>, readonly RecordedEntry[], string>;
  streamCount: DataLoader<OfStream<EventsAsked>, number, string>;
  /** What moved the score of a report; computed once, whoever asks. */
  scoreHistory: Loader<readonly HistoryStep[]>;
  /** By position; null above the head. */
  event: DataLoader<number, RecordedEntry | null>;
  /** What was sealed, by commitment; for whoever was found to see it. */
  sealed: DataLoader<Digest, Opened>;
  /** Proofs in one tree are made together. */
  inclusion: DataLoader<Leaf, InclusionProof, string>;
}>;

/** An entry in a tree of a size. */
type Leaf = Pick<InclusionProof, 'position' | 'treeSize'>;

export function createLoaders(reader: Reader): Loaders {
  const rows = <Value>(read: Read<Value>): Loader<Value> => perMoment((at, keys) => read(reader, at, keys));
  const report = rows(reportsByKey);
  const responses = rows(responsesByReport);
  const cycle = rows(cyclesByCode);
  return {
    jurisdiction: rows(jurisdictionsByCode),
    organization: rows(organizationsByKey),
    organizationsOf: rows(organizationsByJurisdiction),
    person: rows(peopleById),
    edition: rows(editionsByKey),
    editionsOf: rows(editionsOfInstruments),
    cycle,
    cyclesOf: rows(cyclesOfInstruments),
    participation: rows(participationOf),
    officialScore: rows(officialScoresByKey),
    officialScoresOf: rows(officialScoresByCycle),
    calendar: rows(calendarsByName),
    report,
    reportsOf: rows(reportsByCycle),
    responses,
    referring: rows(reportsReferringTo),
    moment: new DataLoader(
      (keys) => Promise.all(keys.map((one) => momentOf(reader, { report, responses, cycle }, one))),
      {
        cacheKeyFn,
      },
    ),
    responseEvents: rows(eventsOfResponses),
    streamPage: batched({
      group: ({ at, asked }) => wordsOf(at, asked),
      key: ({ stream }) => stream,
      read: ({ at, asked: page }, streams) => pagesOfStreams(reader, at, { page, streams }),
    }),
    streamCount: batched({
      group: ({ at, asked }) => wordsOf(at, asked),
      key: ({ stream }) => stream,
      read: ({ at, asked }, streams) => countsOfStreams(reader, at, { asked, streams }),
    }),
    scoreHistory: new DataLoader((keys) => Promise.all(keys.map((one) => historyOf(reader, { report, cycle }, one))), {
      cacheKeyFn,
    }),
    event: new DataLoader((positions) => eventsAt(reader, positions)),
    sealed: new DataLoader((commitments) => openedByCommitment(reader, commitments)),
    inclusion: batched({
      group: ({ treeSize }) => String(treeSize),
      key: ({ position }) => String(position),
      read: ({ treeSize }, positions) => inclusionProofs(reader, treeSize, positions.map(Number)),
    }),
  };
}

type Read<Value> = (reader: Reader, at: At, keys: readonly string[]) => Promise<readonly Value[]>;

function perMoment<Value>(read: (at: At, keys: readonly string[]) => Promise<readonly Value[]>): Loader<Value> {
  return batched({
    group: ({ at }) => String(at.position),
    key: ({ key }) => key,
    read: ({ at }, keys) => read(at, keys),
  });
}

/** Everything but the viewer, who is the same throughout an operation. */
function wordsOf({ position }: At, asked: EventsAsked): string {
  return JSON.stringify({ ...asked, viewer: null, position });
}

function cacheKeyFn({ at, key }: Keyed): string {
  return `${at.position}@${key}`;
}

async function momentOf(
  { papers }: Reader,
  { report, responses, cycle }: Pick<Loaders, 'report' | 'responses' | 'cycle'>,
  one: Keyed,
): Promise<ReportMoment | null> {
  const [row, answers, bound] = await Promise.all([report.load(one), responses.load(one), cycleOf(cycle, one)]);
  if (!row || !bound) return null;
  return { report: row, responses: answers, paper: await papers.paper(bound.instrumentDigest, bound.period) };
}

async function historyOf(
  reader: Reader,
  { report, cycle }: Pick<Loaders, 'report' | 'cycle'>,
  one: Keyed,
): Promise<readonly HistoryStep[]> {
  const [row, bound] = await Promise.all([report.load(one), cycleOf(cycle, one)]);
  return row && bound ? scoreHistory(reader, one.at, { report: row, cycle: bound }) : [];
}

/** The cycle of a report by the report's own key, so that both are read at once. No code of a cycle holds a slash. */
function cycleOf(cycle: Loaders['cycle'], { at, key }: Keyed): Promise<CycleRow | null> {
  return cycle.load({ at, key: key.slice(key.lastIndexOf('/') + 1) });
}
