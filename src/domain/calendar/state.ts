import type { Recorded } from '../event.ts';
import type { CalendarEvent } from './events.ts';

type Published = CalendarEvent['data'];

/** The years that are published, by number, each as its last revision says. */
export type CalendarState = Readonly<{ years: Readonly<Record<string, Published>> }>;

export const initialState: CalendarState = { years: {} };

export function evolve(state: CalendarState, { data }: Recorded<CalendarEvent>): CalendarState {
  return { years: { ...state.years, [data.year]: data } };
}
