import type { Paper } from '../../domain/instrument/index.ts';
import { basisReached, graded, SCORE_BASES } from '../../domain/report/index.ts';
import type { OpenedReport, ScoreBasis } from '../../domain/report/index.ts';
import { derivationText, derive, score } from '../../domain/scoring/v1/index.ts';
import { digestOf } from '../../kernel/digest.ts';
import type { Digest } from '../../kernel/digest.ts';
import { toDecimal, toExact } from '../../kernel/rational.ts';
import type { Binding } from './edition-in-force.ts';

type DerivedBasis = Readonly<{
  basis: ScoreBasis;
  total: string;
  exact: string;
  predicate: string | null;
  /** The derivation as canonical text. */
  derivation: string;
  digest: Digest;
}>;

/** `derivation.json`: the score on every basis reached, each with its tree of reasons. */
export type DerivationFile = Readonly<{
  unit: string;
  cycle: string;
  engine: string;
  instrumentDigest: Digest;
  reached: ScoreBasis;
  bases: readonly DerivedBasis[];
}>;

/** The same for whoever folds the same events: written by the exporter, computed anew by the verifier. */
export function derivationFile({ header, responses }: OpenedReport, paper: Paper, binding: Binding): DerivationFile {
  const { unit, cycle } = header;
  const { instrumentDigest } = binding;
  const reached = basisReached(header);
  const bases = SCORE_BASES.slice(0, SCORE_BASES.indexOf(reached) + 1).map((basis) => {
    return derivedBasis(basis, paper, graded(Object.values(responses), basis));
  });
  return { unit, cycle, engine: paper.edition.engine, instrumentDigest, reached, bases };
}

/** One basis of it. A final is that of FINAL, as the report was when it was frozen. */
export function derivedBasis(basis: ScoreBasis, paper: Paper, responses: ReturnType<typeof graded>): DerivedBasis {
  const { total, exact, decimals, predicate } = score(paper, responses);
  const derivation = derivationText(derive(paper, responses));
  return {
    basis,
    total: toDecimal(total, decimals),
    exact: toExact(exact),
    predicate: predicate?.code ?? null,
    derivation,
    digest: digestOf(derivation),
  };
}
