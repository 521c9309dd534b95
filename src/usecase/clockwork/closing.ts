import type { PendingDeadline } from '../../projection/pending.ts';
import type { Request } from '../handle.ts';

/** What is sent for a deadline that has passed. */
export type Closing = Pick<Request, 'commandId' | 'command'>;

/**
 * The command that records it. Its id is that of the deadline, so that whoever sends it again is answered from what is
 * recorded: an extended deadline is another one.
 */
export function closingOf(deadline: PendingDeadline): Closing {
  const { cycle, dueAt } = deadline;
  switch (deadline.kind) {
    case 'SUBMISSION_WINDOW': {
      const command = { type: 'CloseSubmissionWindow', cycle, closesAt: dueAt } as const;
      return { commandId: `clockwork-${cycle}-submission-${dueAt}`, command };
    }
    case 'CORRECTION_ROUND': {
      const { unit, number: round } = deadline;
      const command = { type: 'CloseCorrectionRound', unit, cycle, round } as const;
      return { commandId: `clockwork-${unit}/${cycle}-round-${round}-${dueAt}`, command };
    }
    case 'OBJECTION_WINDOW': {
      const { unit } = deadline;
      const command = { type: 'CloseObjectionWindow', unit, cycle } as const;
      return { commandId: `clockwork-${unit}/${cycle}-objections-${dueAt}`, command };
    }
    case 'CLARIFICATION': {
      const { unit, number: clarification } = deadline;
      const command = { type: 'LapseClarification', unit, cycle, clarification } as const;
      return { commandId: `clockwork-${unit}/${cycle}-clarification-${clarification}-${dueAt}`, command };
    }
  }
}
