import type { RefusalCode } from '../domain/catalogue.ts';
import { UNTRACED } from '../kernel/trace.ts';
import type { Span, Tracer } from '../kernel/trace.ts';
import type { Handle, Request } from './handle.ts';

/** What became of one command; nothing of what it held. */
export type CommandFacts = Readonly<{
  type: Request['command']['type'];
  person: string;
  outcome: 'RECORDED' | 'REPLAYED' | 'CHECKED' | 'REFUSED' | 'BROKEN';
  /** Why it was refused. */
  code: RefusalCode | null;
  milliseconds: number;
}>;

export type CommandObserver = Readonly<{ command?: (facts: CommandFacts) => void; tracer?: Tracer }>;

type Ending = Pick<CommandFacts, 'outcome' | 'code'>;

const BROKEN: Ending = { outcome: 'BROKEN', code: null };

/** Handles commands as before and tells of each how it ended, and how long its sender waited. */
export function observeHandle(handle: Handle, observer: CommandObserver): Handle {
  const { command: told = () => undefined, tracer = UNTRACED } = observer;
  return (request) => {
    const began = performance.now();
    const { person, command } = request;
    const end = (span: Span, ending: Ending): void => {
      span.set({ 'jejak.outcome': ending.outcome, ...(ending.code === null ? {} : { 'jejak.refusal': ending.code }) });
      told({ type: command.type, person, ...ending, milliseconds: performance.now() - began });
    };
    return tracer.span(`command ${command.type}`, { 'jejak.command': command.type }, async (span) => {
      try {
        const answer = await handle(request);
        if (answer.ok) span.set({ 'jejak.position': answer.value.position });
        end(span, endingOf(request, answer));
        return answer;
      } catch (error) {
        end(span, BROKEN);
        throw error;
      }
    });
  };
}

function endingOf({ validateOnly = false }: Request, answer: Awaited<ReturnType<Handle>>): Ending {
  if (!answer.ok) return { outcome: 'REFUSED', code: answer.error.code };
  if (validateOnly) return { outcome: 'CHECKED', code: null };
  return { outcome: answer.value.replayed ? 'REPLAYED' : 'RECORDED', code: null };
}
