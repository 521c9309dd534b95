import { canonicalJson } from '../../kernel/canonical-json.ts';
import { err, ok } from '../../kernel/result.ts';
import { answerRefusal } from './answer-fits.ts';
import type { AssignIndicators, OpenReport, SubmitReport, SubmitResponse, WithdrawResponse } from './commands.ts';
import { draftingRefusal, editable } from './editing.ts';
import type { KnownFacts, ReportRefusal, ReportRefusalCode, Ruled } from './facts.ts';
import { isCompetent } from './mandates.ts';
import { readinessIn } from './ready.ts';
import { answered, openRound } from './standing.ts';
import type { OpenedReport } from './state.ts';

export function openReport({ unit, cycle }: OpenReport, facts: KnownFacts): Ruled {
  const refusal = openingRefusal(unit, facts);
  if (refusal) return err(refusal);
  const { cycle: bound, paper, unit: place } = facts;
  const route = paper.edition.stages.find((stage) => stage.unit === place.kind)?.review ?? [];
  const { instrument, edition, instrumentDigest } = bound;
  const binding = { instrument, edition, instrumentDigest, period: paper.period };
  return ok([{ type: 'ReportOpened', data: { unit, unitName: place.name, cycle, ...binding, route: [...route] } }]);
}

/** Null where the unit takes part and its window has opened and not shut. */
export function openingRefusal(unit: string, { now, cycle, paper }: KnownFacts): ReportRefusal | null {
  if (!cycle.participants.includes(unit)) return { code: 'NOT_A_PARTICIPANT' };
  if (now < cycle.submission.opensAt) return { code: 'WINDOW_NOT_OPEN' };
  const late = now >= cycle.submission.closesAt;
  return late && paper.edition.lateReports.mode === 'REFUSE' ? { code: 'DEADLINE_PASSED' } : null;
}

export function assignIndicators(command: AssignIndicators, state: OpenedReport, facts: KnownFacts): Ruled {
  const { organization, indicators } = command;
  const agency = agencyOf(organization, facts);
  if (!agency) return err({ code: 'ORGANIZATION_UNKNOWN', path: ['organization'] });
  const refusal =
    assigningRefusal(indicators, state, facts) ??
    listed('INDICATOR_UNKNOWN', indicators, (code) => !facts.paper.indicators.has(code)) ??
    listed('AGENCY_OFF_MANDATE', indicators, (code) => !isCompetent(agency.mandates, facts.paper.indicators.get(code)));
  if (refusal) return err(refusal);
  const fresh = [...new Set(indicators)].filter((code) => state.responses[code]?.organization !== organization);
  if (fresh.length === 0) return err({ code: 'NOTHING_CHANGED' });
  return ok([{ type: 'IndicatorsAssigned', data: { organization, name: agency.name, indicators: fresh } }]);
}

export function submitResponse(command: SubmitResponse, state: OpenedReport, facts: KnownFacts): Ruled {
  const open = editable(command.indicator, state, facts);
  if (!open.ok) return open;
  const { indicator, response, organization } = open.value;
  const { revision } = response;
  if (revision !== command.expectedRevision) return err({ code: 'CONFLICT', currentRevision: revision });
  const refusal = answerRefusal(command.answer, indicator);
  if (refusal) return err(refusal);
  const { answer, narrative } = command;
  if (
    canonicalJson({ answer, narrative }) === canonicalJson({ answer: response.answer, narrative: response.narrative })
  ) {
    return err({ code: 'NOTHING_CHANGED', currentRevision: revision });
  }
  const data = { indicator: indicator.code, organization, revision: revision + 1, answer, narrative };
  return ok([{ type: revision === 0 ? 'ResponseSubmitted' : 'ResponseRevised', data }]);
}

export function withdrawResponse(command: WithdrawResponse, state: OpenedReport, facts: KnownFacts): Ruled {
  const open = editable(command.indicator, state, facts);
  if (!open.ok) return open;
  const { answer, revision } = open.value.response;
  if (revision !== command.expectedRevision) return err({ code: 'CONFLICT', currentRevision: revision });
  if (answer === null) return err({ code: 'NOT_ANSWERED' });
  const { indicator, reason } = command;
  return ok([{ type: 'ResponseWithdrawn', data: { indicator, revision: revision + 1, reason } }]);
}

export function submitReport(command: SubmitReport, state: OpenedReport, facts: KnownFacts): Ruled {
  const refusal = draftingRefusal(state, facts);
  if (refusal) return err(refusal);
  if (answered(state).length === 0) return err({ code: 'REPORT_EMPTY' });
  const { ready, items } = readinessIn(state, facts);
  if (!ready && !command.acknowledgeIncomplete) {
    const details = items.map(({ kind, indicator, evidence }) => ({
      code: kind === 'OFF_MANDATE' ? ('AGENCY_OFF_MANDATE' as const) : kind,
      indicator,
      path: evidence === null ? [] : ['evidence', evidence],
    }));
    return err({ code: 'REPORT_INCOMPLETE', details });
  }
  const missing = [...new Set(items.map(({ indicator }) => indicator))];
  const late = facts.now >= facts.cycle.submission.closesAt;
  const stage = state.header.route[0] ?? 'NATIONAL_ASSESSMENT';
  return ok([{ type: 'ReportSubmitted', data: { complete: ready, missing, late, stage } }]);
}

type Agency = KnownFacts['unit']['organizations'][string];

function agencyOf(code: string, { unit: { organizations } }: KnownFacts): Agency | null {
  return Object.hasOwn(organizations, code) ? (organizations[code] ?? null) : null;
}

/** While drafting anything may be assigned; in a correction round, what was returned. */
function assigningRefusal(
  indicators: readonly string[],
  { header }: OpenedReport,
  { now }: KnownFacts,
): ReportRefusal | null {
  if (header.stage === 'DRAFTING') return null;
  const round = openRound(header, now);
  if (!round) return { code: 'WRONG_STAGE' };
  return listed('NOT_RETURNED', indicators, (code) => !round.indicators.includes(code));
}

/** The refusal that lists every indicator it is true of; null where it is true of none. */
function listed(
  code: ReportRefusalCode,
  indicators: readonly string[],
  isRefused: (indicator: string) => boolean,
): ReportRefusal | null {
  const refused = indicators.filter(isRefused);
  if (refused.length === 0) return null;
  return { code, details: refused.map((indicator) => ({ code, indicator, path: ['indicators'] })) };
}
