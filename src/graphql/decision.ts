import { checksOf } from '../domain/instrument/index.ts';
import { liveAssessment, standingOf } from '../domain/report/index.ts';
import type { CheckResult } from '../domain/report/index.ts';
import type { Digest } from '../kernel/digest.ts';
import { toRational } from '../kernel/rational.ts';
import { DecidingStageEnum, DecisionStandingEnum, ReturnReasonEnum, RoleEnum, RulingEnum } from './enums.ts';
import { loadEvent } from './load.ts';
import { AssessmentRef, AttachmentRef, CheckResultRef, DecisionRef, EventRef } from './refs.ts';
import type { AttachmentNode, CheckResultNode, ResponseNode } from './refs.ts';
import { decimalText, inWords, localeArg } from './words.ts';

CheckResultRef.implement({
  description: 'How one formal check was decided.',
  fields: (t) => ({
    code: t.string({ resolve: ({ result }) => result.code }),
    title: t.string({
      nullable: true,
      args: localeArg,
      resolve: ({ result, response }, args, context) => {
        const check = checksOf(response.indicator.rule).find(({ code }) => code === result.code);
        return check ? inWords(check.title, args, context) : null;
      },
    }),
    passed: t.boolean({ resolve: ({ result }) => result.passed }),
    note: t.string({ nullable: true, resolve: ({ result }) => result.note }),
  }),
});

DecisionRef.implement({
  description: "A reviewer's ruling on one response, with what was before them when they made it.",
  fields: (t) => ({
    stage: t.field({ type: DecidingStageEnum, resolve: ({ decision }) => decision.stage }),
    ruling: t.field({ type: RulingEnum, resolve: ({ decision }) => decision.ruling }),
    reason: t.field({ type: ReturnReasonEnum, nullable: true, resolve: ({ decision }) => decision.reason }),
    note: t.string({ nullable: true, resolve: ({ decision }) => decision.note }),
    checks: t.field({
      type: [CheckResultRef],
      resolve: ({ decision, response }) => results(decision.checks, response),
    }),
    standing: t.field({
      type: DecisionStandingEnum,
      resolve: ({ decision, response }) => standingOf(decision, response.state, response.report.row),
    }),
    revision: t.int({ description: 'The revision that was ruled on.', resolve: ({ decision }) => decision.revision }),
    documents: t.field({
      type: [AttachmentRef],
      description: 'The documents that were ruled on.',
      resolve: ({ decision, response }) => documentsOf(decision.documents, response),
    }),
    seen: t.field({
      type: 'Position',
      description: 'The position its screen was read at.',
      resolve: ({ decision }) => decision.seen,
    }),
    decidedAt: t.field({ type: 'DateTime', resolve: ({ decision }) => decision.decidedAt }),
    role: t.field({ type: RoleEnum, resolve: ({ decision }) => decision.role }),
    event: t.field({
      type: EventRef,
      description: 'The entry that holds it.',
      resolve: ({ decision, response }, _args, context) => loadEvent(context, response.report.at, decision.position),
    }),
  }),
});

AssessmentRef.implement({
  description:
    "An assessor's scoring of one response: by the edition's rule, or with an override that stays beside it.",
  fields: (t) => ({
    checks: t.field({
      type: [CheckResultRef],
      resolve: ({ assessment, response }) => results(assessment.checks, response),
    }),
    points: t.field({ type: 'Decimal', resolve: ({ assessment }) => decimalText(toRational(assessment.points)) }),
    rulePoints: t.field({
      type: 'Decimal',
      description: 'What the rule gave.',
      resolve: ({ assessment }) => decimalText(toRational(assessment.rulePoints)),
    }),
    justification: t.string({
      nullable: true,
      description: 'Why the points differ from the rule; null where the rule gave them.',
      resolve: ({ assessment }) => assessment.override?.justification ?? null,
    }),
    live: t.boolean({
      description: 'Nothing it was made on has changed since its maker saw it, and none followed.',
      resolve: ({ assessment, response }) => liveAssessment(response.state)?.position === assessment.position,
    }),
    revision: t.int({ resolve: ({ assessment }) => assessment.revision }),
    documents: t.field({
      type: [AttachmentRef],
      resolve: ({ assessment, response }) => documentsOf(assessment.documents, response),
    }),
    seen: t.field({ type: 'Position', resolve: ({ assessment }) => assessment.seen }),
    decidedAt: t.field({ type: 'DateTime', resolve: ({ assessment }) => assessment.decidedAt }),
    role: t.field({ type: RoleEnum, resolve: ({ assessment }) => assessment.role }),
    event: t.field({
      type: EventRef,
      description: 'The entry that holds it.',
      resolve: ({ assessment, response }, _args, context) =>
        loadEvent(context, response.report.at, assessment.position),
    }),
  }),
});

function results(checks: readonly CheckResult[], response: ResponseNode): CheckResultNode[] {
  return checks.map((result) => ({ result, response }));
}

/** The attachments of the response with these bytes; one digest may have been attached twice. */
function documentsOf(digests: readonly Digest[], { report, state }: ResponseNode): AttachmentNode[] {
  return state.documents
    .filter(({ digest }) => digests.includes(digest))
    .map((attachment) => ({ report, indicator: state.indicator, attachment }));
}
