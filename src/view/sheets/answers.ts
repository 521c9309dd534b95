import type { Answer, PaperIndicator } from '../../domain/instrument/index.ts';
import { emptyResponse } from '../../domain/report/index.ts';
import { inLocale } from '../../kernel/locale.ts';
import type { Cell } from '../../kernel/table.ts';
import { cyclesByCode } from '../cycles.ts';
import { listReports, reportCursor, responsesByReport } from '../reports.ts';
import type { ReportCursor, ReportRow } from '../reports.ts';
import { responseStatus } from '../response-status.ts';
import { basisFor, scoreOn } from '../score.ts';
import type { ReportMoment } from '../score.ts';
import { maySee } from '../visibility.ts';
import { column, pointsCell, withoutFullSight } from './asked.ts';
import type { SheetAsked, SheetSource } from './asked.ts';

/** A report has some hundred responses with their documents and decisions: so many fit into some megabytes. */
const REPORTS_AT_ONCE = 10;

const BY_UNIT = { field: 'UNIT', direction: 'ASC' } as const;

/** One row per indicator of every report, answered or not. */
export const answersSheet: SheetSource = {
  name: 'answers',
  needs: ['cycle'],
  takes: ['unit', 'within', 'asOf'],
  columns: [
    column('unit', 'Kode unit', 'Code of the unit'),
    column('unitName', 'Nama unit', 'Name of the unit'),
    column('cycle', 'Siklus', 'Cycle'),
    column('indicator', 'Kode indikator', 'Code of the indicator'),
    column('title', 'Judul indikator', 'Title of the indicator'),
    column('organization', 'Organisasi penanggung jawab', 'Organization that answers'),
    column('status', 'Status', 'Status'),
    column('revision', 'Revisi (harus tetap saat diimpor)', 'Revision (to be left as it is for an import)'),
    column('kind', 'Jenis jawaban', 'Kind of answer'),
    column('option', 'Pilihan', 'Option'),
    column('value', 'Nilai', 'Value'),
    column('numerator', 'Pembilang', 'Numerator'),
    column('denominator', 'Penyebut', 'Denominator'),
    column('notApplicableReason', 'Alasan tidak berlaku', 'Why it is not applicable'),
    column('narrative', 'Narasi', 'Narrative'),
    column('documents', 'Jumlah dokumen', 'Documents'),
    column('basis', 'Dasar nilai', 'Basis of the points'),
    column('points', 'Poin', 'Points'),
    column('maximum', 'Poin maksimum', 'Maximum of points'),
  ],
  refusal: withoutFullSight,
  rows: answerRows,
};

async function* answerRows(asked: SheetAsked): AsyncGenerator<readonly Cell[]> {
  for await (const moment of momentsOf(asked)) {
    for (const indicator of moment.paper.indicators.values()) yield rowOf(moment, indicator, asked);
  }
}

/** The reports that the viewer sees in full, batch by batch in order of unit. */
async function* momentsOf(asked: SheetAsked): AsyncGenerator<ReportMoment> {
  let after: ReportCursor | null = null;
  for (;;) {
    const reports = await reportsAfter(asked, after);
    const keys = reports.map(({ unit, cycle }) => `${unit}/${cycle}`);
    const [responses, cycles] = await Promise.all([
      responsesByReport(asked.reader, asked.at, keys),
      cyclesByCode(
        asked.reader,
        asked.at,
        reports.map(({ cycle }) => cycle),
      ),
    ]);
    for (const [index, report] of reports.entries()) {
      const { instrumentDigest, period } = cycles[index] ?? report;
      const paper = await asked.reader.papers.paper(instrumentDigest, period);
      if (maySee(asked.viewer, report.unit)) yield { report, responses: responses[index] ?? [], paper };
    }
    const last = reports.at(-1);
    if (!last || reports.length < REPORTS_AT_ONCE) return;
    after = reportCursor(last, BY_UNIT);
  }
}

/** Published results of other units are not asked for: answers belong to those who see a report in full. */
function reportsAfter(
  { reader, at, viewer, filter }: SheetAsked,
  after: ReportCursor | null,
): Promise<readonly ReportRow[]> {
  const { units, within, cycles } = filter;
  const page = { filter: { units, within, cycles }, order: BY_UNIT, after, limit: REPORTS_AT_ONCE };
  return listReports(reader, at, { ...page, viewer, publications: [] });
}

function rowOf(moment: ReportMoment, indicator: PaperIndicator, { locale }: SheetAsked): readonly Cell[] {
  const { report, responses } = moment;
  const { code, title, maximum } = indicator;
  const state = responses.find((one) => one.indicator === code) ?? emptyResponse(code);
  return [
    report.unit,
    report.unitName,
    report.cycle,
    code,
    inLocale(title, locale),
    state.organization,
    responseStatus(state),
    state.revision,
    ...statedIn(state.answer),
    state.narrative,
    state.documents.filter(({ status }) => status === 'ATTACHED').length,
    ...pointsIn(moment, code),
    { decimal: maximum },
  ];
}

/** Kind, option, value, numerator, denominator, and why it is not applicable. */
function statedIn(answer: Answer | null): readonly Cell[] {
  switch (answer?.kind) {
    case undefined:
      return [null, null, null, null, null, null];
    case 'CHOICE':
      return [answer.kind, answer.option, null, null, null, null];
    case 'NUMBER':
    case 'PERCENT':
    case 'POINTS':
      return [answer.kind, null, { decimal: answer.value }, null, null, null];
    case 'RATIO':
      return [answer.kind, null, null, { decimal: answer.numerator }, { decimal: answer.denominator }, null];
    case 'NOT_APPLICABLE':
      return [answer.kind, null, null, null, null, answer.reason];
  }
}

/** On the highest basis that the report has reached. */
function pointsIn(moment: ReportMoment, code: string): readonly [Cell, Cell] {
  const basis = basisFor(moment.report, null);
  const points = basis && scoreOn(moment, basis).indicators.get(code)?.points;
  return [basis, points ? pointsCell(points) : null];
}
