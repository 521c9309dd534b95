import { isReportEvent } from '../../domain/report/index.ts';
import type { CheckResult, ReportEvent } from '../../domain/report/index.ts';
import { toRational } from '../../kernel/rational.ts';
import type { Cell } from '../../kernel/table.ts';
import type { RecordedEntry } from '../events.ts';
import { peopleById } from '../people.ts';
import { reportOfStream } from '../streams.ts';
import { column, pointsCell, withoutFullSight } from './asked.ts';
import type { SheetAsked, SheetSource } from './asked.ts';
import { entriesOf } from './entries.ts';

type Deciding = Extract<ReportEvent, { type: 'ResponseDecided' | 'ResponseScored' | 'ObjectionDecided' }>;

const TYPES: readonly string[] = [
  'ResponseDecided',
  'ResponseScored',
  'ObjectionDecided',
] satisfies readonly Deciding['type'][];

/** One row per ruling, scoring and decided objection, in the order in which they were made. */
export const decisionsSheet: SheetSource = {
  name: 'decisions',
  needs: ['cycle'],
  takes: ['unit', 'within', 'asOf'],
  columns: [
    column('position', 'Posisi di buku besar', 'Position in the ledger'),
    column('decidedAt', 'Diputuskan pada (UTC)', 'Decided at (UTC)'),
    column('unit', 'Kode unit', 'Code of the unit'),
    column('cycle', 'Siklus', 'Cycle'),
    column('indicator', 'Kode indikator', 'Code of the indicator'),
    column('kind', 'Jenis keputusan', 'Kind of decision'),
    column('stage', 'Tahap', 'Stage'),
    column('ruling', 'Putusan', 'Ruling'),
    column('reason', 'Alasan', 'Reason'),
    column('note', 'Catatan', 'Note'),
    column('failedChecks', 'Pemeriksaan yang tidak lolos', 'Checks that did not pass'),
    column('rulePoints', 'Poin menurut aturan', 'Points by the rule'),
    column('points', 'Poin', 'Points'),
    column('revision', 'Revisi yang diputuskan', 'Revision that was decided on'),
    column('seen', 'Posisi yang terlihat', 'Position that was seen'),
    column('person', 'Pemutus', 'Person'),
    column('label', 'Sebutan pemutus', 'Label of the person'),
    column('role', 'Peran', 'Role'),
    column('grant', 'Posisi pemberian peran', 'Position of the grant'),
  ],
  refusal: withoutFullSight,
  rows: decisionRows,
};

async function* decisionRows(asked: SheetAsked): AsyncGenerator<readonly Cell[]> {
  const { units, within, cycles } = asked.filter;
  const labelOf = labels(asked);
  for await (const entry of entriesOf(asked, { units, within, cycles, types: TYPES })) {
    if (!isDeciding(entry)) throw new Error(`entry ${entry.position} decides nothing`);
    const { position, recordedAt, stream, actor, data } = entry;
    const { unit = null, cycle = null } = reportOfStream(stream) ?? {};
    yield [
      position,
      recordedAt,
      unit,
      cycle,
      data.indicator,
      ...decidedIn(entry),
      data.seen,
      actor.person,
      await labelOf(actor.person),
      actor.role,
      actor.grant,
    ];
  }
}

/** Kind, stage, ruling, reason, note, failed checks, points by the rule, points, revision. */
function decidedIn(entry: Deciding): readonly Cell[] {
  switch (entry.type) {
    case 'ResponseDecided': {
      const { stage, ruling, reason, note, checks, revision } = entry.data;
      return ['REVIEW', stage, ruling, reason, note, failed(checks), null, null, revision];
    }
    case 'ResponseScored': {
      const { checks, rulePoints, points, override, revision } = entry.data;
      const note = override?.justification ?? null;
      const scored = [pointsCell(toRational(rulePoints)), pointsCell(toRational(points))];
      return ['ASSESSMENT', 'NATIONAL_ASSESSMENT', null, null, note, failed(checks), ...scored, revision];
    }
    case 'ObjectionDecided': {
      const { ruling, reason, points } = entry.data;
      const set = points === null ? null : pointsCell(toRational(points));
      return ['OBJECTION', 'OBJECTION_WINDOW', ruling, null, reason, null, null, set, null];
    }
  }
}

function isDeciding(entry: RecordedEntry): entry is RecordedEntry<Deciding> {
  return isReportEvent(entry) && TYPES.includes(entry.type);
}

function failed(checks: readonly CheckResult[]): Cell {
  const codes = checks.filter(({ passed }) => !passed).map(({ code }) => code);
  return codes.length === 0 ? null : codes.join(' ');
}

/** Each person is looked up once. */
function labels({ reader, at }: SheetAsked): (person: string) => Promise<string | null> {
  const known = new Map<string, string | null>();
  return async (person) => {
    const found = known.get(person);
    if (found !== undefined) return found;
    const [row] = await peopleById(reader, at, [person]);
    const label = row?.label ?? null;
    known.set(person, label);
    return label;
  };
}
