import type { Check, Rule, RulePart } from '../domain/instrument/index.ts';
import { checksOf } from '../domain/instrument/index.ts';
import { ruleWords } from '../view/rule-words.ts';
import { builder } from './builder.ts';
import { ProvenanceRef } from './provenance.ts';
import { inWords, localeArg } from './words.ts';

const RuleKind = builder.enumType('RuleKind', {
  description: 'How an answer becomes points.',
  values: ['OPTIONS', 'BANDS', 'LINEAR', 'EVIDENCE', 'CHECKS', 'POINTS', 'PARTS'] as const,
});

export const CheckRef = builder.objectRef<Check>('Check').implement({
  description: 'A formal check that a reviewer decides on one document.',
  fields: (t) => ({
    code: t.exposeString('code'),
    title: t.string({ args: localeArg, resolve: ({ title }, args, context) => inWords(title, args, context) }),
    evidence: t.exposeString('evidence', { description: 'The code of the document it is made on.' }),
    period: t.exposeString('period', { nullable: true, description: 'Null: asked in every period.' }),
    provenance: t.expose('provenance', { type: ProvenanceRef }),
  }),
});

export const RuleRef = builder.objectRef<Rule>('Rule');

const RulePartRef = builder.objectRef<RulePart>('RulePart').implement({
  description: 'A weighted part of a rule, such as administration 30.',
  fields: (t) => ({
    code: t.exposeString('code'),
    title: t.string({ args: localeArg, resolve: ({ title }, args, context) => inWords(title, args, context) }),
    weight: t.expose('weight', { type: 'Decimal', description: 'The most points it earns.' }),
    rule: t.expose('rule', { type: RuleRef }),
    provenance: t.expose('provenance', { type: ProvenanceRef }),
  }),
});

RuleRef.implement({
  description: 'How an answer, its documents and its checks become points.',
  fields: (t) => ({
    kind: t.expose('kind', { type: RuleKind }),
    description: t.string({
      args: localeArg,
      description: 'The rule in words and numbers.',
      resolve: (rule, args, context) => inWords(ruleWords(rule), args, context),
    }),
    checks: t.field({ type: [CheckRef], resolve: (rule) => [...checksOf(rule)] }),
    parts: t.field({ type: [RulePartRef], resolve: (rule) => (rule.kind === 'PARTS' ? rule.parts : []) }),
  }),
});
