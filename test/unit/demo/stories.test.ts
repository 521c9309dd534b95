import { describe, expect, it } from 'vitest';

import { castSteps, storiesOf } from '../../../src/demo/stories.ts';
import { timelineOf } from '../../../src/demo/timeline.ts';
import { wita } from '../../../src/demo/told-time.ts';
import { millisecondsOf, toInstant } from '../../../src/kernel/instant.ts';
import { SYSTEM_PERSON } from '../../../src/domain/access.ts';
import { loadReference } from '../../../src/usecase/reference.ts';

const stories = storiesOf(loadReference());
const moments = timelineOf([...castSteps(), ...stories.flatMap(({ steps }) => steps)]);
const humanRightsDay = wita('2023-12-10 09:00');

/** The day of the week (0: Sunday) and the hour, in Kalimantan. */
function localTime(at: string): Readonly<{ weekday: number; hour: number }> {
  const local = new Date(toInstant(millisecondsOf(at) + 8 * 3_600_000));
  return { weekday: local.getUTCDay(), hour: local.getUTCHours() };
}

describe('The stories', () => {
  it('are over before the software was written', () => {
    const last = moments.at(-1)!.at;

    expect(last < '2026-06-30').toBe(true);
  });

  it('play on working days and in working hours, but for Human Rights Day', () => {
    const byPeople = moments.filter(({ steps }) => steps.some(({ person }) => person !== SYSTEM_PERSON));
    const odd = byPeople.filter(({ at }) => {
      const { weekday, hour } = localTime(at);
      return weekday === 0 || weekday === 6 || hour < 8 || hour >= 17;
    });

    expect(odd.map(({ at }) => at)).toEqual([humanRightsDay]);
  });

  it('are the same every time they are told', () => {
    const again = storiesOf(loadReference());

    expect(JSON.stringify(commandsOf(again))).toBe(JSON.stringify(commandsOf(stories)));
  });
});

function commandsOf(told: typeof stories): readonly unknown[] {
  return told.flatMap(({ steps }) => steps.map(({ at, person, command }) => ({ at, person, command: command(1) })));
}
