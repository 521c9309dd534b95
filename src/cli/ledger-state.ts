import { connectDrizzle } from '../database/connect.ts';
import type { OpenDatabase } from '../database/open.ts';
import { deciders } from '../domain/catalogue.ts';
import { fold } from '../domain/decider.ts';
import { isLedgerEvent } from '../domain/ledger/index.ts';
import type { LedgerEvent, LedgerState } from '../domain/ledger/index.ts';
import type { Recorded } from '../domain/event.ts';
import { LEDGER_STREAM } from '../domain/streams.ts';
import { readStream } from '../ledger/read.ts';
import { jejakCatalogue } from '../usecase/catalogue.ts';

/** What the ledger says of itself: whether it is open, its name and its keys. */
export async function readLedgerState({ applicationUrl }: Pick<OpenDatabase, 'applicationUrl'>): Promise<LedgerState> {
  const { db: database, close } = connectDrizzle(applicationUrl, { max: 1, name: 'jejak start' });
  try {
    const history: Recorded<LedgerEvent>[] = [];
    for await (const event of readStream({ database, catalogue: jejakCatalogue }, LEDGER_STREAM)) {
      if (isLedgerEvent(event)) history.push(event);
    }
    return fold(deciders.ledger, history);
  } finally {
    await close();
  }
}
