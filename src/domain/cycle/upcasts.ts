import type { Upcasts } from '../event.ts';

export const cycleUpcasts: Upcasts = { 'AwardsGranted.v1': grantedWithoutComparison };

type Data = Parameters<Upcasts[string]>[0];

/** The first awards rested on one cycle, and nothing was compared for them. */
function grantedWithoutComparison(data: Data): Data {
  const { cycle = null, awards } = data;
  // Checked against the schema of its version before it is brought forward.
  const granted = awards as readonly Data[];
  const comparison = { within: null, cycles: [cycle], measure: null, compared: [] };
  return { ...data, awards: granted.map((award) => ({ ...award, ...comparison })) };
}
