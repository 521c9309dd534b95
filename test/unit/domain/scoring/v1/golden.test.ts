import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { Edition, paperOf } from '../../../../../src/domain/instrument/index.ts';
import { derivationDigest, derive, score } from '../../../../../src/domain/scoring/v1/index.ts';
import { canonicalJson } from '../../../../../src/kernel/canonical-json.ts';
import { digestOf } from '../../../../../src/kernel/digest.ts';
import { toDecimal, toExact } from '../../../../../src/kernel/rational.ts';
import { aksiHam, irh, kkpHam } from '../../../../support/editions.ts';
import { goldenAnswers } from '../../../../support/golden-answers.ts';

const INSTRUMENTS = new URL('../../../../../src/reference/instruments/', import.meta.url);

const published = readdirSync(INSTRUMENTS)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, Edition] => {
    const text = readFileSync(new URL(name, INSTRUMENTS), 'utf8');
    return [name.replace('.json', ''), Edition.parse(JSON.parse(text))];
  });

/** What the engine makes of an edition and frozen answers, in its first and its last period. */
function frozen(edition: Edition): string {
  const periods = [...new Set([edition.periods[0]!.code, edition.periods.at(-1)!.code])];
  const cases = periods.flatMap((period) =>
    (['ANSWERED', 'MIXED'] as const).map((which) => graded(edition, period, which)),
  );
  const instrument = digestOf(canonicalJson(edition));
  return `${JSON.stringify({ engine: edition.engine, instrument, cases }, null, 2)}\n`;
}

function graded(edition: Edition, period: string, answers: 'ANSWERED' | 'MIXED'): object {
  const paper = paperOf(edition, period);
  const responses = goldenAnswers(paper, answers);
  const { exact, total, decimals, predicate } = score(paper, responses);
  const derivation = derivationDigest(derive(paper, responses));
  const figures = { exact: toExact(exact), total: toDecimal(total, decimals), predicate: predicate?.code ?? null };
  return { period, answers, responses: digestOf(canonicalJson([...responses])), ...figures, derivation };
}

/**
 * A published engine never changes: a correction is a new engine in a new edition, so that no deploy moves the past.
 * If this fails without a change to the instrument, the engine was changed.
 */
describe('the engine scoring/v1 is frozen', () => {
  it.each<[string, Edition]>([
    ['test-aksi-ham', aksiHam()],
    ['test-irh', irh(['25', '25', '35', '15'])],
    ['test-kkp-ham', kkpHam()],
    ...published,
  ])('for %s', async (name, edition) => {
    await expect(frozen(edition)).toMatchFileSnapshot(`../golden/${name}.json`);
  });
});
