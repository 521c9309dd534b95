import type { Instant } from '../../kernel/instant.ts';
import type { Role } from '../access.ts';
import type { Recorded } from '../event.ts';
import type { Said } from '../sealed.ts';
import type { DocumentFacts } from './commands.ts';
import type { ReportEvent } from './events.ts';
import type { DecidingStage } from './values.ts';

/** One question or answer of a thread. */
export type Message = Readonly<{
  kind: 'QUESTION' | 'ANSWER';
  said: Said;
  documents: readonly DocumentFacts[];
  position: number;
  at: Instant;
  person: string;
  role: Role;
  organization: string | null;
}>;

/** A thread of questions about one indicator and their answers; the last question is due at `dueAt`. */
export type Clarification = Readonly<{
  clarification: number;
  indicator: string;
  stage: DecidingStage;
  dueAt: Instant;
  /** When it was recorded that the last question had not been answered in time. */
  lapsedAt: Instant | null;
  messages: readonly Message[];
}>;

type Own = Recorded<Extract<ReportEvent, { type: 'ClarificationAsked' | 'ClarificationAnswered' | 'DeadlineLapsed' }>>;

/** Is the last message of the thread a question? */
export function awaitsAnswer({ messages }: Clarification): boolean {
  return messages.at(-1)?.kind === 'QUESTION';
}

export function evolveClarifications(threads: readonly Clarification[], event: Own): readonly Clarification[] {
  switch (event.type) {
    case 'ClarificationAsked':
      return asked(threads, event);
    case 'ClarificationAnswered': {
      const { clarification, answer, documents } = event.data;
      return changed(threads, clarification, (thread) => ({
        ...thread,
        messages: [...thread.messages, message('ANSWER', { said: answer, documents }, event)],
      }));
    }
    case 'DeadlineLapsed':
      return changed(threads, event.data.number, (thread) => ({ ...thread, lapsedAt: event.recordedAt }));
  }
}

function asked(
  threads: readonly Clarification[],
  event: Recorded<Extract<ReportEvent, { type: 'ClarificationAsked' }>>,
): readonly Clarification[] {
  const { clarification, indicator, stage, question, dueAt } = event.data;
  const added = message('QUESTION', { said: question, documents: [] }, event);
  const before = threads.find((one) => one.clarification === clarification);
  const thread = { clarification, indicator, stage, dueAt, lapsedAt: null };
  if (!before) return [...threads, { ...thread, messages: [added] }];
  return changed(threads, clarification, ({ messages }) => ({ ...thread, messages: [...messages, added] }));
}

function changed(
  threads: readonly Clarification[],
  clarification: number,
  change: (thread: Clarification) => Clarification,
): readonly Clarification[] {
  return threads.map((one) => (one.clarification === clarification ? change(one) : one));
}

function message(kind: Message['kind'], words: Pick<Message, 'said' | 'documents'>, event: Recorded): Message {
  const { position, recordedAt: at, actor } = event;
  const { person, role, organization } = actor;
  return { kind, ...words, position, at, person, role, organization };
}
