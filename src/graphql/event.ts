import { mayRead } from '../view/visibility.ts';
import { sentenceOf } from '../view/sentence.ts';
import { reportOfStream, unitOfStream } from '../view/streams.ts';
import { ActorRef } from './actor.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { eventNode, loadReport, loadUnit } from './load.ts';
import { momentKey, parseMomentKey } from './node-id.ts';
import { InclusionProofRef, proveEntry } from './proof.ts';
import { EventRef, IndicatorRef, ReportRef, UnitRef } from './refs.ts';
import type { EventNode, IndicatorNode } from './refs.ts';
import { inWords, localeArg } from './words.ts';

builder.node(EventRef, {
  description: 'One entry of the ledger: what happened, who did it, and when it was recorded. It never changes.',
  id: { resolve: ({ position, at }) => momentKey(String(position), at) },
  loadOne: async (id, context) => {
    const { at, key } = await parseMomentKey(id, context);
    return loadEvent(context, { position: Number(key), at });
  },
  fields: (t) => ({
    position: t.expose('position', { type: 'Position', description: 'Its place in the ledger, from 1, without gaps.' }),
    type: t.exposeString('type'),
    stream: t.exposeString('stream', { description: 'The history it belongs to: "report/64.71/KKPHAM-2022".' }),
    streamPosition: t.exposeInt('streamPosition', { description: 'Its place in that history, from 1.' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
    actor: t.field({ type: ActorRef, resolve: (event) => event }),
    unit: t.field({
      type: UnitRef,
      nullable: true,
      resolve: ({ stream, at }, _args, context) => {
        const unit = unitOfStream(stream);
        return unit === null ? null : loadUnit(context, at, unit);
      },
    }),
    report: t.field({
      type: ReportRef,
      nullable: true,
      resolve: ({ stream, at }, _args, context) => {
        const key = reportOfStream(stream);
        return key && loadReport(context, at, key);
      },
    }),
    indicator: t.field({
      type: IndicatorRef,
      nullable: true,
      description: 'The one indicator it is about.',
      resolve: (event, _args, context) => indicatorOf(context, event),
    }),
    sentence: t.string({
      args: localeArg,
      description: 'What happened, in words.',
      resolve: (event, args, context) => inWords(sentenceOf(event), args, context),
    }),
    data: t.expose('data', {
      type: 'JSON',
      description: 'In the current version of its type; the stored bytes never change.',
    }),
    leafHash: t.expose('leafHash', {
      type: 'Digest',
      description: 'What the Merkle tree of the ledger holds for it (RFC 6962).',
    }),
    inclusionProof: t.field({
      type: InclusionProofRef,
      description: 'That it is in the tree of a size. Default: of the size the ledger has now.',
      args: { treeSize: t.arg({ type: 'Position' }) },
      complexity: 20,
      resolve: async ({ position }, { treeSize }, context) => {
        // A command's own events lie beyond the head that its operation began with.
        const head = Math.max((await context.head()).position, position);
        return proveEntry(context, head, { position, treeSize });
      },
    }),
  }),
});

async function indicatorOf(
  { loaders, reader }: GraphqlContext,
  { stream, data, at }: EventNode,
): Promise<IndicatorNode | null> {
  const key = reportOfStream(stream);
  const code = data['indicator'];
  if (!key || typeof code !== 'string') return null;
  const row = await loaders.cycle.load({ at, key: key.cycle });
  const paper = row && (await reader.papers.paper(row.instrumentDigest, row.period));
  const indicator = paper?.indicators.get(code);
  return indicator ? { dimension: indicator.dimension, indicator } : null;
}

async function loadEvent(
  context: GraphqlContext,
  { position, at }: Pick<EventNode, 'position' | 'at'>,
): Promise<EventNode | null> {
  const entry =
    Number.isSafeInteger(position) && position <= at.position ? await context.loaders.event.load(position) : null;
  if (!entry) return null;
  return mayRead(await context.viewer(), entry.stream) ? eventNode(entry, at) : null;
}
