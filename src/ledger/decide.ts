import type { Refusal } from '../domain/decider.ts';
import { err, ok } from '../kernel/result.ts';
import type { Catalogue } from './catalogue.ts';
import { addToDraft, prepareAddition } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Sealing } from './sealed/write.ts';
import type { Transaction } from './session.ts';
import type { Folded, States } from './states.ts';
import type { Answer, DecideContext, Job, Settlement } from './submission.ts';

export type Deciding = Readonly<{
  draft: Draft;
  states: States;
  catalogue: Catalogue;
  transaction: Transaction;
  sealing: Sealing;
}>;

/** Decides one command on the state the one before left. What goes wrong inside it is its own affair, not the batch's. */
export async function decideJob(deciding: Deciding, job: Job): Promise<Settlement> {
  try {
    return { job, answer: await decide(deciding, job) };
  } catch (error) {
    return { job, error };
  }
}

async function decide(deciding: Deciding, job: Job): Promise<Answer> {
  const { draft, catalogue, sealing } = deciding;
  const { submission } = job;
  const outcome = await submission.decide(contextOf(deciding, job));
  if (!outcome.ok) return err(outcome.error);

  const folded = foldedIn(deciding, submission.stream);
  const addition = prepareAddition(draft, job, outcome.value, { catalogue, folded, sealing });
  if (!addition.ok) return err<Refusal>(addition.error);

  const items = outcome.value.items ?? null;
  const { entries } = addition.value;
  const written = submission.validateOnly !== true && entries.length > 0;
  if (written) addToDraft(draft, job, addition.value, items);
  return ok({ replayed: false, entries: written ? entries : [], items, position: draft.position });
}

function contextOf(deciding: Deciding, { submission }: Job): DecideContext {
  const { draft, states, transaction } = deciding;
  const named = new Set([submission.stream, ...submission.reads]);
  return {
    now: draft.now,
    head: draft.position,
    transaction,
    state: (stream) => {
      if (!named.has(stream)) throw new Error(`the command did not name the stream ${stream} that it reads`);
      return foldedIn(deciding, stream).state;
    },
    load: async (stream) => {
      await states.load(transaction.sql, [stream]);
      return foldedIn(deciding, stream).state;
    },
  };
}

/** The stream as the batch has left it so far. */
function foldedIn({ draft, states }: Deciding, stream: string): Folded {
  const folded = draft.folded.get(stream) ?? states.get(stream);
  if (!folded) throw new Error(`the stream ${stream} was not loaded`);
  return folded;
}
