import type { Decider } from '../decider.ts';
import type { CycleCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { CycleEvent } from './events.ts';
import type { CycleFacts } from './facts.ts';
import { evolve, initialState } from './state.ts';
import type { CycleState } from './state.ts';

export type { CycleCommand } from './commands.ts';
export { measureOf } from './annual-awards.ts';
export type { PeriodOfYear, YearOfCycle } from './annual-awards.ts';
export { awardsOf } from './awards.ts';
export { fitRefusal } from './editions.ts';
export { cycleEvents } from './events.ts';
export type { CycleEvent, GrantedAward } from './events.ts';
export type { CycleFacts } from './facts.ts';
export { publishingRefusal } from './publishing.ts';
export { cycleRefusals } from './refusals.ts';
export { cycleSentences } from './sentences.ts';
export type { CycleState, OpenedCycle } from './state.ts';
export { cycleUpcasts } from './upcasts.ts';
export { AwardKind, closesAtFor, leadDeadline } from './values.ts';
export type { Extension, ReportPhase, ReportStanding } from './values.ts';

export const cycle: Decider<CycleCommand, CycleEvent, CycleState, CycleFacts> = { initialState, decide, evolve };
