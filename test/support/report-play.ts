import type fc from 'fast-check';

import type { DomainEvent, Recorded } from '../../src/domain/event.ts';
import { report } from '../../src/domain/report/index.ts';
import type { ReportEvent, ReportFacts, ReportState } from '../../src/domain/report/index.ts';
import { millisecondsOf, toInstant } from '../../src/kernel/instant.ts';
import type { Draw, Turn } from './report-makers.ts';
import { asking, lenient, OPENS, samplePaper } from './report-samples.ts';
import { draws, turnOf } from './report-turns.ts';

/** One try and what came of it: no event where it was refused. */
export type Tried = Turn &
  Readonly<{
    facts: ReportFacts;
    before: ReportState;
    outcome: ReturnType<typeof report.decide>;
    events: readonly Recorded<ReportEvent>[];
    after: ReportState;
  }>;

export type Play = Readonly<{ tries: readonly Tried[]; history: readonly Recorded<ReportEvent>[]; state: ReportState }>;

const MINUTE = 60_000;
const PAPER = samplePaper(lenient);

/** Whatever people try in whatever order: the life of one report. */
export function plays(): fc.Arbitrary<Play> {
  return draws().map(played);
}

function played(tries: readonly Draw[]): Play {
  const done: Tried[] = [];
  let state = report.initialState;
  let time = millisecondsOf(OPENS);
  let head = 0;
  for (const draw of tries) {
    time += draw.minutes * MINUTE;
    const tried = tryOne(draw, { state, head, now: toInstant(time) });
    done.push(tried);
    state = tried.after;
    head += tried.events.length;
  }
  return { tries: done, history: done.flatMap(({ events }) => events), state };
}

function tryOne(draw: Draw, standing: Readonly<{ state: ReportState; head: number; now: string }>): Tried {
  const { who, command } = turnOf(draw, standing);
  const { state: before, head, now } = standing;
  const facts = asking(who, { now, head, paper: PAPER });
  const outcome = report.decide(command, before, facts);
  const events = outcome.ok ? outcome.value.events.map((event, index) => placed(event, facts, index + 1)) : [];
  const after = events.reduce(report.evolve, before);
  return { who, command, facts, before, outcome, events, after };
}

function placed<Event extends DomainEvent>(event: Event, facts: ReportFacts, offset: number): Recorded<Event> {
  const position = facts.head + offset;
  const actor = { person: facts.person, role: 'ADMINISTRATOR', organization: null, grant: 1 } as const;
  return { ...event, position, stream: 'report', streamPosition: position, recordedAt: facts.now, actor };
}
