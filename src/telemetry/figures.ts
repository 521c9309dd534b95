import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** What is looked up whenever the page is asked for. Null: not known now. */
export type Figures = Readonly<{
  /** Commands that were accepted and are not answered yet. */
  waiting: () => number;
  subscriptions: () => number;
  /** Entries in the ledger, whoever wrote them. */
  head: () => Promise<number>;
  /** The last tree that was signed, and when what is signed was last found to be what the ledger holds. */
  checkpoint: () => Readonly<{ size: number; confirmedAt: number }> | null;
  memo: () => Readonly<{ hits: number; misses: number }>;
  /** Uploads that wait for a verdict of the scanner. */
  scans?: () => Promise<number>;
}>;

/** Milliseconds. A page that waits for a lost database tells nothing of the rest either. */
const PATIENCE = 1000;

/** Gauges of what others know. A figure that cannot be had is absent; the page is there all the same. */
export function followFigures(registry: Registry, figures: Figures): void {
  const gauge = (name: string, help: string, read: () => Promise<number | null> | number | null): void => {
    const made: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect: async () => {
        made.reset();
        const value = await inTime(async () => read());
        if (value === null) made.remove();
        else made.set(value);
      },
    });
  };
  const { waiting, subscriptions, head, checkpoint, scans } = figures;
  gauge('jejak_commands_waiting', 'Commands that were accepted and are not answered yet.', waiting);
  gauge('jejak_subscriptions', 'Subscriptions that run now.', subscriptions);
  gauge('jejak_ledger_entries', 'Entries in the ledger.', head);
  gauge('jejak_checkpoint_entries', 'Entries that the last checkpoint signs.', () => checkpoint()?.size ?? null);
  gauge('jejak_checkpoint_age_seconds', 'Since what is signed was last found to be what the ledger holds.', () => {
    const signed = checkpoint();
    return signed && (Date.now() - signed.confirmedAt) / 1000;
  });
  if (scans) gauge('jejak_uploads_unscanned', 'Uploads that wait for a verdict of the scanner.', scans);
  followMemo(registry, figures.memo);
}

function followMemo(registry: Registry, read: Figures['memo']): void {
  const memo = new Counter({
    name: 'jejak_score_memo_total',
    help: 'Scores and their reasons: whether they were remembered or had to be computed.',
    labelNames: ['result'],
    registers: [registry],
    collect: () => {
      const { hits, misses } = read();
      memo.reset();
      memo.inc({ result: 'hit' }, hits);
      memo.inc({ result: 'miss' }, misses);
    },
  });
}

async function inTime(read: () => Promise<number | null>): Promise<number | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), PATIENCE).unref();
  try {
    return await Promise.race([read().catch(() => null), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
