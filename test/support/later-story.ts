import { SYSTEM_AUTHORITY, SYSTEM_PERSON } from '../../src/domain/access.ts';
import type { Actor, Grant } from '../../src/domain/access.ts';
import { isJejakEvent } from '../../src/domain/catalogue.ts';
import type { RecordedJejakEvent } from '../../src/domain/catalogue.ts';
import { fold } from '../../src/domain/decider.ts';
import type { Recorded } from '../../src/domain/event.ts';
import { paperOf } from '../../src/domain/instrument/index.ts';
import { grantOf } from '../../src/domain/person/index.ts';
import { isReportEvent, report } from '../../src/domain/report/index.ts';
import type { ReportCommand } from '../../src/domain/report/index.ts';
import { currentDefinition } from '../../src/domain/upcast.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import { millisecondsOf, plusDays, toInstant } from '../../src/kernel/instant.ts';
import type { Instant } from '../../src/kernel/instant.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import { asking, CYCLE, cycleOfReport, UNIT } from './report-samples.ts';
import { EDITION_TEXTS, EDITIONS, record, withGrants } from './sample-ledger.ts';
import type { EditionInForce, Happening } from './sample-ledger.ts';

/** A sample story that goes on, before the heads of its streams are sealed. Every step answers its last position. */
export type LaterStory = Readonly<{
  /** What a person asks of the report, as the decider decides it. */
  asks: (person: string, command: ReportCommand) => number;
  /** What happens elsewhere, whoever decided it. */
  happens: (
    stream: string,
    event: Readonly<{ type: string; data: JsonObject; version?: number }>,
    by: string,
  ) => number;
  /** Lends the right of one person to another. */
  lends: (lender: string, borrower: string) => number;
  waits: (days: number) => void;
  now: () => Instant;
  head: () => number;
  story: () => readonly Happening[];
}>;

const OWN = `report/${UNIT}/${CYCLE}`;

export function later(before: readonly Happening[], edition: EditionInForce = '1'): LaterStory {
  const end = before.findIndex(({ type }) => type === 'StreamHeadsSealed');
  const happenings = before.slice(0, end);
  const tail = before.slice(end);
  let now = tail[0]!.at;

  const entries = (): readonly RecordedJejakEvent[] =>
    record(happenings)
      // Every sample entry is the text of an event.
      .map(({ text }) => JSON.parse(text) as Recorded)
      .filter((entry) => isJejakEvent(entry));

  const add = (happening: Pick<Happening, 'stream' | 'type' | 'data' | 'actor'> & Partial<Happening>): number => {
    now = minuteAfter(now);
    return happenings.push({
      version: currentDefinition(happening.type).version,
      at: now,
      bundled: true,
      ...happening,
    });
  };

  const happens: LaterStory['happens'] = (stream, event, by) =>
    add({ stream, ...event, actor: actorOf(entries(), by) });

  const asks: LaterStory['asks'] = (person, command) => {
    const told = entries();
    const state = fold(
      report,
      told.filter((entry) => entry.stream === OWN).filter((entry) => isReportEvent(entry)),
    );
    const cycle = { ...cycleOfReport, edition, instrumentDigest: digestOf(EDITION_TEXTS[edition]) };
    const paper = paperOf(EDITIONS[edition], 'YEAR');
    const grants = grantsOf(told, person);
    const known = { now: minuteAfter(now), head: happenings.length, cycle, paper, deciders: decidersIn(told) };
    const outcome = report.decide(command, state, asking({ person, grants }, known));
    if (!outcome.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(outcome.error)}`);
    const actor = { ...outcome.value.under, person };
    for (const event of outcome.value.events) add({ stream: OWN, ...event, actor });
    return happenings.length;
  };

  const lends: LaterStory['lends'] = (lender, borrower) => {
    const [held] = grantsOf(entries(), lender);
    const { position: grant, role, jurisdiction, organization } = held!;
    const term = { validFrom: now, validUntil: plusDays(now, 90), reason: 'On leave.' };
    const data = { person: borrower, delegatedBy: lender, grant, role, jurisdiction, organization, ...term };
    return happens(`person/${borrower}`, { type: 'RoleDelegated', data }, lender);
  };

  const story = (): readonly Happening[] => withGrants([...happenings, ...tail.map((one) => ({ ...one, at: now }))]);

  const waits = (days: number): void => {
    now = plusDays(now, days);
  };
  return { asks, happens, lends, waits, now: () => now, head: () => happenings.length, story };
}

function minuteAfter(moment: Instant): Instant {
  return toInstant(millisecondsOf(moment) + 60_000);
}

/** Whoever acts elsewhere does so under their first right. */
function actorOf(entries: readonly RecordedJejakEvent[], person: string): Actor {
  if (person === SYSTEM_PERSON) return { ...SYSTEM_AUTHORITY, person };
  const [grant] = grantsOf(entries, person);
  const { role, organization, position } = grant!;
  return { person, role, organization, grant: position };
}

function grantsOf(entries: readonly RecordedJejakEvent[], person: string): readonly Grant[] {
  return entries.flatMap((entry) => {
    const gives = entry.type === 'RoleGranted' || entry.type === 'RoleDelegated';
    return gives && entry.data.person === person ? [grantOf(entry)] : [];
  });
}

function decidersIn(entries: readonly RecordedJejakEvent[]): ReadonlyMap<string, readonly Grant[]> {
  const people = new Set(entries.map(({ actor }) => actor.person));
  return new Map([...people].map((person) => [person, grantsOf(entries, person)]));
}
