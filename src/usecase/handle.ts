import { deciders } from '../domain/catalogue.ts';
import type { RefusalCode } from '../domain/catalogue.ts';
import type { ItemOutcome, Outcome, Refusal } from '../domain/decider.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Content } from '../ledger/content.ts';
import type { RecordedEntry } from '../ledger/entry.ts';
import type { DecideContext } from '../ledger/submission.ts';
import type { Writer } from '../ledger/writer.ts';
import type { Json } from '../kernel/json.ts';
import { err } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { CommitmentOf } from '../domain/sealed.ts';
import { reads, streamOf, targeted } from './command.ts';
import type { JejakCommand, TargetedCommand } from './command.ts';
import { askingFacts, cycleFacts, documentFacts, isErased, personFacts, reportFacts } from './facts.ts';
import type { FactSources } from './facts.ts';
import { sealWords } from './sealed-words.ts';

/** One command of one person. Repeated under the same id with the same content it changes nothing the second time. */
export type Request = Readonly<{
  person: string;
  commandId: string;
  command: JejakCommand;
  validateOnly?: boolean;
  priority?: 'INTERACTIVE' | 'BULK';
  content?: Content;
  /** What "the same command" means, where the command itself holds what no digest may be kept of; else the command. */
  input?: Json;
}>;

export type Handled = Readonly<{
  replayed: boolean;
  entries: readonly RecordedEntry[];
  items: readonly ItemOutcome<RefusalCode>[] | null;
  /** Where the ledger ended after it: what its sender has seen. */
  position: number;
}>;

export type Handle = (request: Request) => Promise<Result<Handled, Refusal<RefusalCode>>>;

/** One command from start to finish. Whoever calls it has parsed the command; who may do it is decided inside. */
export function createHandle(writer: Writer, sources: FactSources): Handle {
  return async (request) => {
    const { person, commandId, command, validateOnly = false, priority = 'INTERACTIVE', content } = request;
    const target = targeted(command);
    const { input, seals, commitmentOf } = sealWords(command, person);
    const answer = await writer.submit({
      person,
      commandId,
      input: request.input ?? input,
      seals,
      priority,
      stream: streamOf(target),
      reads: reads(target, person),
      validateOnly,
      // Cycles are decided on rows: the standings of their reports.
      alone: target.kind === 'cycle',
      ...(content ? { content } : {}),
      decide: (context) => decide(target, person, { context, sources, commitmentOf }),
    });
    // Every refusal comes from a decider of the catalogue or from the writer, whose codes are general ones.
    return answer as Result<Handled, Refusal<RefusalCode>>;
  };
}

type Given = Readonly<{ context: DecideContext; sources: FactSources; commitmentOf: CommitmentOf }>;

/** The state handed to each decider was folded by that same decider. */
async function decide(
  target: TargetedCommand,
  person: string,
  { context, sources, commitmentOf }: Given,
): Promise<Outcome<DomainEvent>> {
  if (isErased(context, person)) return err({ code: 'PERSON_ERASED' });
  const asking = await askingFacts(context, person);
  const state = context.state(streamOf(target));
  switch (target.kind) {
    case 'ledger':
      return deciders.ledger.decide(target.command, state as StateOf<'ledger'>, { ...asking, head: context.head });
    case 'instrument':
      return deciders.instrument.decide(target.command, state as StateOf<'instrument'>, asking);
    case 'calendar':
      return deciders.calendar.decide(target.command, state as StateOf<'calendar'>, asking);
    case 'jurisdiction':
      return deciders.jurisdiction.decide(target.command, state as StateOf<'jurisdiction'>, asking);
    case 'person':
      return deciders.person.decide(
        target.command,
        state as StateOf<'person'>,
        personFacts(target.command, context, { ...asking, commitmentOf }),
      );
    case 'cycle': {
      const facts = await cycleFacts(target.command, { context, asking, sources });
      return deciders.cycle.decide(target.command, state as StateOf<'cycle'>, facts);
    }
    case 'report': {
      const facts = await reportFacts(target.command, { context, asking, sources, commitmentOf });
      return deciders.report.decide(target.command, state as StateOf<'report'>, facts);
    }
    case 'disclosure':
      return deciders.disclosure.decide(target.command, state as StateOf<'disclosure'>, asking);
    case 'document': {
      const facts = await documentFacts(target.command, { context, asking, sources });
      return deciders.document.decide(target.command, state as StateOf<'document'>, facts);
    }
  }
}

type StateOf<Kind extends keyof typeof deciders> = (typeof deciders)[Kind]['initialState'];
