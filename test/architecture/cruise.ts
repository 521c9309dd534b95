import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const ROOT = new URL('../../', import.meta.url).pathname;

/** The violations of the house's own rules in folders below `baseDir`, each as `rule: from -> to`. */
export async function violationsIn(folders: string[], baseDir: string): Promise<readonly string[]> {
  const options = await extractDepcruiseOptions(`${ROOT}.dependency-cruiser.mjs`);
  const { output } = await cruise(
    folders,
    { ...options, baseDir, validate: true },
    {},
    { tsConfig: extractTSConfig(`${ROOT}tsconfig.json`) },
  );
  // Without an output type the answer is the result itself, not a text.
  const { summary } = output as ICruiseResult;
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}
