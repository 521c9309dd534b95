import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import type { Recorded } from '../domain/event.ts';
import {
  emptyResponse,
  evolveHeader,
  evolveResponse,
  isReportEvent,
  touchedIndicators,
} from '../domain/report/index.ts';
import type { ReportEvent, ReportHeader, ResponseState } from '../domain/report/index.ts';
import type { Projection } from './projection.ts';

export type ReportRow = ReportHeader;

/** A response with the report it belongs to: `<unit>/<cycle>`. */
export type ResponseRow = ResponseState & Readonly<{ report: string }>;

/** Reports by `<unit>/<cycle>`, without their responses: the state that decides is the row that is shown. */
export const reportProjection: Projection<ReportRow> = {
  name: 'report',
  version: 3,
  keys: (event) => (isReportEvent(event) && movesHeader(event) ? [reportOf(event)] : []),
  evolve: (row, event) => (isReportEvent(event) ? evolveHeader(row, event) : row),
};

/** Responses by `<unit>/<cycle>/<indicator>`. */
export const responseProjection: Projection<ResponseRow> = {
  name: 'response',
  version: 2,
  keys: (event) =>
    isReportEvent(event) ? touchedIndicators(event).map((indicator) => `${reportOf(event)}/${indicator}`) : [],
  evolve: (row, event, key) => {
    if (!isReportEvent(event)) return row;
    const indicator = key.slice(key.lastIndexOf('/') + 1);
    return { ...evolveResponse(row ?? emptyResponse(indicator), event), report: reportOf(event) };
  },
};

function reportOf({ stream }: RecordedJejakEvent): string {
  return stream.slice('report/'.length);
}

/** Events about one response leave the header as it is, but for objections, which stand in both. */
function movesHeader(event: Recorded<ReportEvent>): boolean {
  return touchedIndicators(event).length === 0 || event.type === 'ObjectionDecided';
}
