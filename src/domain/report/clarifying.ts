import { plusDays } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import { dueRefusal } from '../deadline.ts';
import type { Said } from '../sealed.ts';
import { awaitsAnswer } from './clarification.ts';
import type { Clarification } from './clarification.ts';
import type { AnswerClarification, AskClarification } from './commands.ts';
import { requirementRefusal } from './evidence.ts';
import type { Admitted, KnownFacts, ReportFacts, ReportRefusal, Ruled } from './facts.ts';
import { decidingStage } from './review.ts';
import type { OpenedReport } from './state.ts';
import { namedDocument, namedDocuments, ownerOf } from './uploaded.ts';
import { CLARIFICATION_TEXT_MAXIMUM, CLARIFICATIONS_MAXIMUM, MESSAGES_MAXIMUM } from './values.ts';

/** Asks those who answer for an indicator, in a new thread or in one that has been answered. */
export function askClarification(command: AskClarification, state: OpenedReport, facts: Admitted<ReportFacts>): Ruled {
  const { indicator, seen } = command;
  const stage = decidingStage(state);
  if (!stage) return err({ code: 'WRONG_STAGE' });
  const dueAt = command.dueAt ?? plusDays(facts.now, facts.paper.edition.correctionRound.days);
  const refusal = aboutRefusal(command, state, facts) ?? threadRefusal(command, state) ?? dueRefusal(dueAt, facts.now);
  if (refusal) return err(refusal);
  const clarification = command.clarification ?? state.header.clarifications.length + 1;
  const question = sealed(command.question, facts);
  return ok([{ type: 'ClarificationAsked', data: { clarification, indicator, stage, question, dueAt, seen } }]);
}

function aboutRefusal(
  { indicator, seen }: AskClarification,
  { responses }: OpenedReport,
  { paper, head }: KnownFacts,
): ReportRefusal | null {
  if (!paper.indicators.has(indicator)) return { code: 'INDICATOR_UNKNOWN', path: ['indicator'] };
  if (!responses[indicator]?.organization) return { code: 'NOT_ASSIGNED', path: ['indicator'] };
  return seen > head ? { code: 'SEEN_UNKNOWN', path: ['seen'] } : null;
}

function threadRefusal({ clarification, indicator }: AskClarification, { header }: OpenedReport): ReportRefusal | null {
  const { clarifications } = header;
  if (charactersIn(clarifications) >= CLARIFICATION_TEXT_MAXIMUM) return { code: 'TOO_MANY_CLARIFICATIONS' };
  if (clarification === null) {
    return clarifications.length >= CLARIFICATIONS_MAXIMUM ? { code: 'TOO_MANY_CLARIFICATIONS' } : null;
  }
  const thread = clarifications.find((one) => one.clarification === clarification);
  if (thread?.indicator !== indicator) return { code: 'CLARIFICATION_UNKNOWN', path: ['clarification'] };
  if (awaitsAnswer(thread)) return { code: 'CLARIFICATION_PENDING', path: ['clarification'] };
  return thread.messages.length >= MESSAGES_MAXIMUM ? { code: 'TOO_MANY_CLARIFICATIONS' } : null;
}

function charactersIn(threads: readonly Clarification[]): number {
  return threads
    .flatMap(({ messages }) => messages)
    .reduce((sum, { said }) => sum + (said.kind === 'PLAIN' ? said.text : said.commitment).length, 0);
}

/** Answers the last question of a thread, late as well: that it was due stands in the ledger. */
export function answerClarification(
  command: AnswerClarification,
  state: OpenedReport,
  facts: Admitted<ReportFacts>,
): Ruled {
  const { clarification, documents } = command;
  if (state.header.stage === 'FINAL') return err({ code: 'WRONG_STAGE' });
  const thread = threadOf(clarification, state);
  if (!thread) return err({ code: 'CLARIFICATION_UNKNOWN', path: ['clarification'] });
  if (!awaitsAnswer(thread)) return err({ code: 'CLARIFICATION_ANSWERED', path: ['clarification'] });
  const asked = facts.paper.indicators.get(thread.indicator);
  const refusal = asked && documents.map((one) => requirementRefusal(one, asked)).find((one) => one !== null);
  if (refusal) return err(refusal);
  const owners = ownersAnswering(command.unit, state.responses[thread.indicator]?.organization ?? null, facts);
  const named = namedDocuments(documents, (one) => namedDocument(one, owners, { state, facts }));
  if (!named.ok) return named;
  const answer = sealed(command.answer, facts);
  const data = { clarification, indicator: thread.indicator, answer, documents: [...named.value] };
  return ok([{ type: 'ClarificationAnswered', data }]);
}

/** A reporter answers for the organization of the indicator, a coordinator for the unit. */
function ownersAnswering(unit: string, organization: string | null, { under }: KnownFacts): readonly string[] {
  if (under.role === 'COORDINATOR') return [unit];
  return organization === null ? [] : [ownerOf(unit, organization)];
}

/** Words about a case may be about people: entries only commit to them. */
function sealed(words: string, { commitmentOf }: ReportFacts): Said {
  return { kind: 'SEALED', commitment: commitmentOf(words) };
}

export function threadOf(clarification: number, { header }: OpenedReport): Clarification | null {
  return header.clarifications.find((one) => one.clarification === clarification) ?? null;
}
