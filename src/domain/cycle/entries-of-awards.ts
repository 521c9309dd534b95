import type { CycleEvent, GrantedAward } from './events.ts';

/** Enough to read at once. */
const AWARDS_PER_ENTRY = 50;

/** An entry holds at most 65,535 bytes, its envelope included. Awards hold codes and numbers: a character is a byte. */
const CHARACTERS_PER_ENTRY = 50_000;

/** The awards in as many entries as they need. */
export function entriesOf(cycle: string, awards: readonly GrantedAward[]): readonly CycleEvent[] {
  const entries: GrantedAward[][] = [];
  let room = 0;
  for (const award of awards.map(fitted)) {
    const size = sizeOf(award);
    const last = entries.at(-1);
    if (last && last.length < AWARDS_PER_ENTRY && size <= room) last.push(award);
    else {
      entries.push([award]);
      room = CHARACTERS_PER_ENTRY;
    }
    room -= size;
  }
  return entries.map((granted) => ({ type: 'AwardsGranted', data: { cycle, awards: granted } }));
}

/**
 * The figures of all places always fit. What they are the mean of is left out where it is too long: first for all but
 * the recipient.
 */
function fitted(award: GrantedAward): GrantedAward {
  const { recipient } = award;
  const candidates = [award, withoutTerms(award, (unit) => unit !== recipient)];
  return candidates.find((one) => sizeOf(one) <= CHARACTERS_PER_ENTRY) ?? withoutTerms(award, () => true);
}

function withoutTerms(award: GrantedAward, of: (unit: string) => boolean): GrantedAward {
  return { ...award, compared: award.compared.map((one) => (of(one.unit) ? { ...one, terms: [] } : one)) };
}

function sizeOf(award: GrantedAward): number {
  return JSON.stringify(award).length + 1;
}
