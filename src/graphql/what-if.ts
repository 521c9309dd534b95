import { z } from 'zod';

import { refusals } from '../domain/catalogue.ts';
import { CycleCode, UnitCode } from '../domain/codes.ts';
import { EditionCode } from '../domain/instrument/index.ts';
import type { Answer, Paper, PaperIndicator } from '../domain/instrument/index.ts';
import { answerRefusal } from '../domain/report/index.ts';
import type { ScoreBasis } from '../domain/report/index.ts';
import { inLocale } from '../kernel/locale.ts';
import type { Bilingual } from '../kernel/locale.ts';
import { basisFor } from '../view/score.ts';
import { maySee } from '../view/visibility.ts';
import { asOfArg } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { ScoreBasisEnum } from './enums.ts';
import { forbidden } from './errors.ts';
import { loadCycle, loadReport, momentOf, present, requireFull } from './load.ts';
import type { Moment } from './moment.ts';
import { answerInput } from './mutations/answer-input.ts';
import { inputObject, list } from './mutations/field.ts';
import { indicator, MOST_INDICATORS } from './mutations/members.ts';
import { loadOtherEdition } from './other-edition.ts';
import { malformed, parseArgs, unfit } from './parse-args.ts';
import type { ReportNode } from './refs.ts';
import { WhatIfResultRef } from './what-if-result.ts';
import type { WhatIfNode } from './what-if-result.ts';

const supposition = inputObject('WhatIfAnswerInput', {
  description: 'An answer that is only supposed.',
  fields: { indicator, answer: answerInput },
});

const answers = list(supposition, {
  min: 0,
  max: MOST_INDICATORS,
  description: 'The answers that would be others, each indicator once. The rest stays as it is.',
});

const WhatIfArgs = z.object({
  unit: UnitCode,
  cycle: CycleCode,
  answers: answers.schema,
  edition: EditionCode.nullish(),
});

type Asked = z.infer<typeof WhatIfArgs> & Readonly<{ basis: ScoreBasis | null }>;

/** Two scores, of which one was never computed before. */
const WHAT_IF = 20;

builder.queryField('whatIf', (t) =>
  t.field({
    type: WhatIfResultRef,
    description:
      'Evaluates a report with other answers, by another edition, or both; writes nothing. For those who see it in ' +
      'full. Answers are checked as in `submitResponse`; on bases above CLAIMED each one given is taken as accepted as ' +
      'it is: it counts by rule, without the ruling or the points that its indicator was given by a person.',
    complexity: WHAT_IF,
    args: {
      unit: t.arg.string({ required: true }),
      cycle: t.arg.string({ required: true }),
      answers: t.arg({ type: answers.type, description: answers.description }),
      edition: t.arg.string({
        description: 'Another published edition that asks the same. Default: the one in force.',
      }),
      basis: t.arg({ type: ScoreBasisEnum, description: 'One that is reached. Default: the highest.' }),
      ...asOfArg,
    },
    resolve: async (_root, { asOf, basis, ...given }, context) => {
      const asked = { ...parseArgs(WhatIfArgs, given, context), basis: basis ?? null };
      return evaluate(context, await context.at(asOf), asked);
    },
  }),
);

const NOT_OPENED = { id: 'Laporan ini belum dibuka.', en: 'This report has not been opened.' };
const NOT_REACHED = { id: 'Laporan ini belum mencapai dasar nilai itu.', en: 'The report has not reached that basis.' };

async function evaluate(context: GraphqlContext, at: Moment, asked: Asked): Promise<WhatIfNode> {
  const report = await loadFullReport(context, at, asked);
  const basis = basisFor(report.row, asked.basis);
  if (!basis) throw unfit(['basis'], NOT_REACHED, context.locale);
  const cycle = await present(loadCycle(context, at, asked.cycle));
  const [moment, other] = await Promise.all([
    momentOf(context, report),
    loadOtherEdition(context, cycle, asked.edition ?? cycle.row.edition),
  ]);
  const { paper, edition } = other;
  const supposed = supposedIn(paper, asked.answers, context);
  const before = { report, moment, basis };
  return { before, after: { report, moment: { ...moment, paper, supposed }, basis }, edition, at };
}

async function loadFullReport(context: GraphqlContext, at: Moment, key: Asked): Promise<ReportNode> {
  const report = await loadReport(context, at, key);
  if (report) {
    requireFull(report, context);
    return report;
  }
  const full = maySee(await context.viewer(), key.unit);
  throw full ? unfit(['unit'], NOT_OPENED, context.locale) : forbidden(context.locale);
}

/** The answers by indicator; throws BAD_USER_INPUT with the path of each that `submitResponse` would refuse. */
function supposedIn(paper: Paper, given: Asked['answers'], { locale }: GraphqlContext): ReadonlyMap<string, Answer> {
  const supposed = new Map<string, Answer>();
  const issues = given.flatMap(({ indicator: code, answer }, index) => {
    const fault = supposed.has(code) ? TWICE : faultOf(paper.indicators.get(code), answer);
    supposed.set(code, answer);
    if (!fault) return [];
    return [{ path: ['answers', String(index), ...fault.path], message: inLocale(fault.sentence, locale) }];
  });
  if (issues.length > 0) throw malformed(issues, locale);
  return supposed;
}

type Fault = Readonly<{ path: readonly string[]; sentence: Bilingual }>;

const TWICE: Fault = {
  path: ['indicator'],
  sentence: { id: 'Indikator ini sudah disebut.', en: 'This indicator is named already.' },
};
const UNKNOWN: Fault = { path: ['indicator'], sentence: refusals.INDICATOR_UNKNOWN };

function faultOf(asked: PaperIndicator | undefined, answer: Answer): Fault | null {
  if (!asked) return UNKNOWN;
  const refusal = answerRefusal(answer, asked);
  return refusal && { path: refusal.path ?? [], sentence: refusals[refusal.code] };
}
