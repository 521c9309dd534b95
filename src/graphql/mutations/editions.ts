import { PredicateCode } from '../../domain/instrument/index.ts';
import { EditionComparisonConnection, loadComparison, perComparison } from '../edition-comparison.ts';
import type { ComparisonPage } from '../edition-comparison.ts';
import type { GraphqlContext } from '../context.ts';
import { loadCycle, present } from '../load.ts';
import { loadOfficial, OfficialScoreRef } from '../official-score.ts';
import type { OfficialNode } from '../official-score.ts';
import { bindCycle } from '../other-edition.ts';
import { forwardArgs } from '../paging.ts';
import type { pageOfList } from '../paging.ts';
import { cycleAnswer } from './answers.ts';
import { defineMutation } from './define.ts';
import { optional, trimmed } from './field.ts';
import { cycle, day, decimal, edition, unit, words } from './members.ts';
import type { Success } from './success.ts';

type Replaced = Success<Readonly<{ cycle: string; edition: string }>>;

defineMutation({
  name: 'replaceEdition',
  description:
    'Binds a whole cycle to another edition that asks the same, before any of its reports is assessed. With ' +
    '`validateOnly` it says who would move.',
  fields: { cycle, edition, reason: words(1000, 'Why.') },
  command: ({ cycle, edition, reason }) => ({ type: 'ReplaceEdition', cycle, edition, reason }),
  answer: (t) => ({
    ...cycleAnswer(t),
    comparison: t.field({
      type: EditionComparisonConnection,
      description: 'Who moves, on what the reports claim: none of them is assessed yet.',
      complexity: perComparison,
      args: forwardArgs,
      resolve: (replaced, page, context) => comparisonOf(replaced, page, context),
    }),
  }),
});

async function comparisonOf(
  { input, at }: Replaced,
  page: Parameters<typeof pageOfList>[1],
  context: GraphqlContext,
): Promise<ComparisonPage> {
  const node = await present(loadCycle(context, at, input.cycle));
  const { row } = node;
  const from = row.edition === input.edition ? row.editions.at(-1)?.from : row.edition;
  const [before, after] = await Promise.all([
    bindCycle(context, node, from ?? row.edition),
    bindCycle(context, node, input.edition),
  ]);
  return loadComparison(context, at, { before, after, within: null, basis: 'CLAIMED' }, page);
}

type Recorded = Success<Readonly<{ cycle: string; unit: string }>>;

defineMutation({
  name: 'recordOfficialScore',
  description: 'Records what was published elsewhere as the score of a unit, to stand beside the recomputed one.',
  fields: {
    cycle,
    unit,
    total: decimal('As it was published.'),
    predicate: optional(trimmed(PredicateCode, 'Code of the predicate, as the edition names it.')),
    source: words(1000, 'Where it was published: a decree, a newspaper.'),
    publishedOn: optional(day('When it was published.')),
  },
  command: ({ cycle, unit, total, predicate, source, publishedOn }) => ({
    type: 'RecordOfficialScore',
    cycle,
    unit,
    total,
    predicate,
    source,
    publishedOn,
  }),
  answer: (t) => ({
    ...cycleAnswer(t),
    officialScore: t.field({
      type: OfficialScoreRef,
      nullable: true,
      description: 'What was recorded, beside the recomputed score; null with `validateOnly`.',
      resolve: (recorded, _args, context) => officialOf(recorded, context),
    }),
  }),
});

async function officialOf({ input, handled, at }: Recorded, context: GraphqlContext): Promise<OfficialNode | null> {
  if (handled.entries.length === 0) return null;
  return loadOfficial(context, await present(loadCycle(context, at, input.cycle)), input.unit);
}
