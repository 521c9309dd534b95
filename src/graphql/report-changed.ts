import { haveChanged } from '../view/stream-changes.ts';
import { reportOfStream } from '../view/streams.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { badInput, forbidden } from './errors.ts';
import { contextAt, seated } from './live.ts';
import type { Happening } from './live.ts';
import { loadReport, reportKey } from './load.ts';
import type { ReportKey } from './load.ts';
import { decodeGlobalId, keyOf } from './node-id.ts';
import { ReportRef } from './refs.ts';
import type { ReportNode } from './refs.ts';

builder.subscriptionField('reportChanged', (t) =>
  t.field({
    type: ReportRef,
    description:
      'The report as it is now, and again each time something is recorded about it or its cycle; what is recorded at once is told at once.',
    args: { report: t.arg.id({ required: true, description: 'The id of a Report, of whatever moment.' }) },
    subscribe: async (_root, { report }, context) => {
      const key = parseReport(report, context);
      if (!(await loadReport(context, await context.head(), key))) throw noSuchReport(context);
      return seated(context, (signal) => statesOf(context, key, signal));
    },
    resolve: ({ node }) => node,
  }),
);

function parseReport(text: string, context: GraphqlContext): ReportKey {
  const { typename, id } = decodeGlobalId(text, context);
  const key = typename === 'Report' ? reportOfStream(`report/${keyOf(id)}`) : null;
  if (!key) throw noSuchReport(context);
  return key;
}

function noSuchReport({ locale }: GraphqlContext): Error {
  const sentence = {
    id: 'Laporan itu tidak ada, atau tidak dapat Anda lihat.',
    en: 'There is no such report, or none that you may see.',
  };
  return badInput(sentence, locale);
}

async function* statesOf(
  context: GraphqlContext,
  key: ReportKey,
  signal: AbortSignal,
): AsyncGenerator<Happening<ReportNode>> {
  let seen = 0;
  for (;;) {
    const head = await context.live.heads.beyond(seen, signal);
    if (!head) return;
    const moment = contextAt(context, head);
    const node = await loadReport(moment, await moment.head(), key);
    if (!node) throw forbidden(context.locale);
    const isNew = seen === 0 || (await haveChanged(moment.reader, head, { streams: streamsOf(node), after: seen }));
    if (isNew) yield { context: moment, node, position: null };
    seen = head.position;
  }
}

/** Whoever sees published results only is not told when those behind them are at work. */
function streamsOf({ row, visibility }: ReportNode): readonly string[] {
  const cycle = `cycle/${row.cycle}`;
  return visibility === 'FULL' ? [`report/${reportKey(row)}`, cycle] : [cycle];
}
