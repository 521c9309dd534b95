/** What a score rests on, from what was claimed to what is final: the later, the firmer. */
export const SCORE_BASES = ['CLAIMED', 'VERIFIED', 'ASSESSED', 'FINAL'] as const;

export type ScoreBasis = (typeof SCORE_BASES)[number];
