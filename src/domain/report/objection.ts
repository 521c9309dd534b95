import { compare, toRational } from '../../kernel/rational.ts';
import { err, ok } from '../../kernel/result.ts';
import { arePointsOf } from './answer-fits.ts';
import type { DecideObjection, FileObjection } from './commands.ts';
import { requirementRefusal } from './evidence.ts';
import type { KnownFacts, ReportRefusal, Ruled } from './facts.ts';
import type { ResponseState } from './response.ts';
import { areSameHands } from './same-hands.ts';
import { seenRefusal } from './seen.ts';
import { liveAssessment, liveUpheld } from './standing.ts';
import type { Objection } from './header.ts';
import type { OpenedReport } from './state.ts';
import { namedDocument, namedDocuments } from './uploaded.ts';

export function fileObjection(command: FileObjection, state: OpenedReport, facts: KnownFacts): Ruled {
  const { header, responses } = state;
  if (header.stage !== 'OBJECTION_WINDOW') return err({ code: 'WRONG_STAGE' });
  if (header.objectionClosesAt !== null && facts.now >= header.objectionClosesAt) {
    return err({ code: 'OBJECTION_WINDOW_CLOSED' });
  }
  const { indicator, grounds, documents } = command;
  const asked = facts.paper.indicators.get(indicator);
  if (!asked) return err({ code: 'INDICATOR_UNKNOWN', path: ['indicator'] });
  if (!responses[indicator]?.answer) return err({ code: 'NOT_ANSWERED', path: ['indicator'] });
  const refusal = documents.map((document) => requirementRefusal(document, asked)).find((one) => one !== null);
  if (refusal) return err(refusal);
  const pending = header.objections.some((one) => one.indicator === indicator && one.decision === null);
  if (pending) return err({ code: 'OBJECTION_PENDING', path: ['indicator'] });
  const named = namedDocuments(documents, (one) => namedDocument(one, [command.unit], { state, facts }));
  if (!named.ok) return named;
  const objection = header.objections.length + 1;
  return ok([{ type: 'ObjectionFiled', data: { objection, indicator, grounds, documents: [...named.value] } }]);
}

export function decideObjection(command: DecideObjection, state: OpenedReport, facts: KnownFacts): Ruled {
  if (state.header.stage !== 'OBJECTION_WINDOW') return err({ code: 'WRONG_STAGE' });
  const pending = state.header.objections.find(({ objection }) => objection === command.objection);
  if (!pending) return err({ code: 'OBJECTION_UNKNOWN', path: ['objection'] });
  if (pending.decision) return err({ code: 'OBJECTION_DECIDED', path: ['objection'] });
  const refusal =
    whoRefusal(pending, state, facts) ??
    pointsRefusal(command, pending, facts) ??
    gainRefusal(command, state.responses[pending.indicator]) ??
    lateness(command, pending, facts);
  if (refusal) return err(refusal);
  const { objection, ruling, reason, seen } = command;
  const points = ruling === 'UPHELD' ? command.points : null;
  const data = { objection, indicator: pending.indicator, ruling, points, reason, seen };
  return ok([{ type: 'ObjectionDecided', data }]);
}

/** Four eyes: neither the assessor who scored the indicator nor the one whose ruling on an objection set its points. */
export function whoRefusal(
  { indicator }: Objection,
  { responses }: OpenedReport,
  facts: KnownFacts,
): ReportRefusal | null {
  const response = responses[indicator];
  if (!response) return null;
  const deciders = [liveAssessment(response), liveUpheld(response)];
  return deciders.some((one) => one !== null && areSameHands(one, facts)) ? { code: 'SAME_ASSESSOR' } : null;
}

function pointsRefusal(
  { ruling, points }: DecideObjection,
  { indicator }: Objection,
  { paper }: KnownFacts,
): ReportRefusal | null {
  if (ruling === 'REJECTED') return null;
  if (points === null) return { code: 'POINTS_NEEDED', path: ['points'] };
  const maximum = paper.indicators.get(indicator)?.maximum ?? '0';
  return arePointsOf(points, maximum) ? null : { code: 'POINTS_OUT_OF_RANGE', path: ['points'] };
}

/** Who objects cannot be made worse off by being right. */
function gainRefusal({ ruling, points }: DecideObjection, response: ResponseState | undefined): ReportRefusal | null {
  if (ruling === 'REJECTED' || points === null || !response) return null;
  const held = liveUpheld(response)?.points ?? liveAssessment(response)?.points ?? '0';
  return compare(toRational(points), toRational(held)) > 0 ? null : { code: 'POINTS_NOT_RAISED', path: ['points'] };
}

/** The objection itself has to have been seen. */
function lateness({ seen }: DecideObjection, { position }: Objection, facts: KnownFacts): ReportRefusal | null {
  if (position > seen) return { code: 'CHANGED_SINCE_SEEN', path: ['seen'] };
  return seenRefusal(seen, [], facts);
}
