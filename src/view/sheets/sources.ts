import { answersSheet } from './answers.ts';
import type { SheetSource } from './asked.ts';
import { decisionsSheet } from './decisions.ts';
import { eventsSheet } from './events.ts';
import { rankingsSheet } from './rankings.ts';

/** Everything that can be taken home as a sheet. A further one is a file of its own and a line here. */
export const sheetSources: readonly SheetSource[] = [answersSheet, decisionsSheet, rankingsSheet, eventsSheet];
