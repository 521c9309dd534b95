import { authorityFor, isWithin } from '../../domain/access.ts';
import type { Role } from '../../domain/access.ts';
import { closesAtFor, publishingRefusal } from '../../domain/cycle/index.ts';
import type { ReportStanding } from '../../domain/cycle/index.ts';
import { fourEyesRefusal, openRound } from '../../domain/report/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CycleRow } from '../../projection/cycle.ts';
import type { At, Reader } from '../reader.ts';
import type { Viewer } from '../visibility.ts';
import { changingCycles, standingsOfCycles } from './changing-cycles.ts';
import { DECIDED_BY, reportOutlines } from './outlines.ts';
import type { ReportOutline } from './outlines.ts';
import { compareGroups, isOverdue } from './task.ts';
import type { TaskFilter, TaskKind } from './task.ts';

/**
 * Where something may wait for the viewer until one deadline: in a report, in a unit that has not opened one, or in a
 * whole cycle (`unit: null`). What it is, if anything, follows from the responses.
 */
export type Wait = Readonly<{ dueAt: Instant | null; unit: string | null; cycle: string; cycleRow: CycleRow }>;

export type Looking = Readonly<{ viewer: Viewer & Readonly<{ person: string }>; filter: TaskFilter }>;

/** The kinds of task that a deadline can be of. */
type Possible = Omit<Wait, 'cycle'> & Readonly<{ kinds: readonly TaskKind[] }>;

/**
 * Everywhere that something may wait for the viewer, in the order of the list. When a task is due never depends on
 * responses, so this order is exact, and responses are read for one page alone.
 */
export async function waitsOf(reader: Reader, at: At, looking: Looking): Promise<readonly Wait[]> {
  const { viewer, filter } = looking;
  const rows = await changingCycles(reader, at, filter.cycles);
  const cycles = rows.map((row) => ({ row, cycle: row.cycle, isPublished: row.published !== null }));
  const unopened = rows.filter(({ published }) => !published).flatMap((row) => unitsToOpen(row, looking));
  const keys = unopened.map(({ unit, row }) => `${unit}/${row.cycle}`);
  const outlines = await reportOutlines(reader, at, { viewer, filter, cycles, keys });
  const opened = new Set(outlines.map(({ unit, cycle }) => `${unit}/${cycle}`));
  const byCode = new Map(rows.map((row) => [row.cycle, row]));
  const possible = [
    ...unopened
      .filter(({ unit, row }) => !opened.has(`${unit}/${row.cycle}`))
      .map(({ unit, row }) => wait(row, unit, closesAtFor(row, unit), ['OPEN_REPORT'])),
    ...outlines.flatMap((outline) => waitsIn(outline, byCode.get(outline.cycle), looking)),
    ...(await publications(reader, at, { rows, looking })),
  ];
  return distinct(possible.filter((one) => isSought(one, looking)));
}

/** Units of the cycle that the viewer coordinates. */
function unitsToOpen(row: CycleRow, { viewer, filter }: Looking): readonly Readonly<{ unit: string; row: CycleRow }>[] {
  if (viewer.now < row.submission.opensAt) return [];
  return row.participants
    .filter((unit) => holds('COORDINATOR', unit, viewer))
    .filter((unit) => filter.units?.includes(unit) ?? true)
    .filter((unit) => !filter.within || isWithin(unit, filter.within))
    .map((unit) => ({ unit, row }));
}

function waitsIn(outline: ReportOutline, row: CycleRow | undefined, looking: Looking): readonly Possible[] {
  if (!row || outline.stage === 'FINAL') return [];
  return [...reportingWaits(outline, row, looking), ...decidingWaits(outline, row, looking)];
}

const DRAFTING: readonly TaskKind[] = ['ASSIGN', 'ANSWER', 'ATTACH_EVIDENCE', 'SUBMIT_REPORT'];
const CORRECTING: readonly TaskKind[] = ['CORRECT', 'ANSWER', 'ATTACH_EVIDENCE', 'RESUBMIT_REPORT'];

function reportingWaits(outline: ReportOutline, row: CycleRow, { viewer }: Looking): readonly Possible[] {
  const { unit, stage, questions } = outline;
  if (!holds('COORDINATOR', unit, viewer) && !holds('REPORTER', unit, viewer)) return [];
  const round = openRound(outline, viewer.now);
  return [
    ...(stage === 'DRAFTING' ? [wait(row, unit, closesAtFor(row, unit), DRAFTING)] : []),
    ...(round ? [wait(row, unit, round.dueAt, CORRECTING)] : []),
    ...questions.map((dueAt) => wait(row, unit, dueAt, ['ANSWER_CLARIFICATION'])),
  ];
}

function decidingWaits(outline: ReportOutline, row: CycleRow, { viewer }: Looking): readonly Possible[] {
  const { unit, stage } = outline;
  const role = DECIDED_BY[stage];
  if (!role || !holds(role, unit, viewer) || fourEyesRefusal({ type: 'ReviewResponses', unit }, viewer)) return [];
  if (stage === 'OBJECTION_WINDOW') return closingWaits(outline, row, viewer);
  if (openRound(outline, viewer.now)) return [];
  const kinds: readonly TaskKind[] =
    stage === 'NATIONAL_ASSESSMENT' ? ['SCORE', 'RETURN', 'CONCLUDE'] : ['DECIDE', 'RETURN', 'FORWARD'];
  return [wait(row, unit, null, kinds)];
}

/** What the viewer scored or proposed alone waits for others. */
function closingWaits(outline: ReportOutline, row: CycleRow, { person, now }: Viewer): readonly Possible[] {
  const { unit, scorers, proposer, objectionClosesAt } = outline;
  const pending = scorers.some((scorer) => scorer !== person);
  if (pending) return [wait(row, unit, objectionClosesAt, ['DECIDE_OBJECTION'])];
  const mayClose = scorers.length === 0 && objectionClosesAt !== null && now >= objectionClosesAt;
  if (!mayClose || proposer === person) return [];
  return [wait(row, unit, null, [proposer === null ? 'PROPOSE_FINAL' : 'FINALIZE'])];
}

type Publishing = Readonly<{ rows: readonly CycleRow[]; looking: Looking }>;

/** Cycles of which everything that was handed in is final, and something not public yet; for administrators. */
async function publications(reader: Reader, at: At, { rows, looking }: Publishing): Promise<readonly Possible[]> {
  const { viewer, filter } = looking;
  const isNarrowed = filter.units || filter.within;
  if (isNarrowed || !authorityFor({ roles: ['ADMINISTRATOR'], unit: null }, viewer.grants, viewer.now)) return [];
  const shut = rows.filter((row) => refusalOf(row, [], viewer)?.code !== 'WINDOW_STILL_OPEN');
  const codes = shut.map(({ cycle }) => cycle);
  const standings = await standingsOfCycles(reader, at, codes);
  return shut
    .filter((row) => !refusalOf(row, standings.get(row.cycle) ?? [], viewer))
    .map((row) => wait(row, null, null, ['PUBLISH_RESULTS']));
}

function refusalOf(
  row: CycleRow,
  standings: readonly ReportStanding[],
  { now }: Viewer,
): ReturnType<typeof publishingRefusal> {
  return publishingRefusal({ ...row, published: row.published?.position ?? null }, standings, now);
}

function wait(cycleRow: CycleRow, unit: string | null, dueAt: Instant | null, kinds: readonly TaskKind[]): Possible {
  return { dueAt, unit, cycleRow, kinds };
}

/** Does a live grant of the role reach the unit, for whatever organization? */
function holds(role: Role, unit: string, { grants, now }: Viewer): boolean {
  return authorityFor({ roles: [role], unit }, grants, now) !== null;
}

function isSought(one: Possible, { viewer, filter }: Looking): boolean {
  const { kinds, overdue } = filter;
  if (kinds && !one.kinds.some((kind) => kinds.includes(kind))) return false;
  return overdue === null || overdue === undefined || isOverdue(one, viewer.now) === overdue;
}

/** Two deadlines of one report that are the same are one. */
function distinct(possible: readonly Possible[]): readonly Wait[] {
  const byPlace = new Map(
    possible.map(({ dueAt, unit, cycleRow }) => {
      const { cycle } = cycleRow;
      return [`${dueAt ?? ''} ${unit ?? ''} ${cycle}`, { dueAt, unit, cycle, cycleRow }];
    }),
  );
  return [...byPlace.values()].toSorted(compareGroups);
}
