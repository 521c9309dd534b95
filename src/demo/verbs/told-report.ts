import { paperOf } from '../../domain/instrument/index.ts';
import type { Answer, EvidenceRequirement, Paper, PaperIndicator } from '../../domain/instrument/index.ts';
import type { Reference } from '../../usecase/reference.ts';
import { agencyFor } from '../organizations.ts';
import type { Agency } from '../organizations.ts';

/** A report of the stories with the paper it answers. */
export type ToldReport = Readonly<{
  unit: string;
  cycle: string;
  paper: Paper;
  /** By indicator, where another agency answers than that of the first mandate. */
  answeredBy?: Readonly<Record<string, Agency>>;
}>;

/** What an agency states about one indicator, and the evidence it attaches, in that order. */
export type Statement = Readonly<{
  indicator: PaperIndicator;
  answer: Answer;
  narrative: string | null;
  evidence: readonly EvidenceRequirement[];
}>;

export function paperFor(reference: Reference, instrument: string, edition: string, period: string): Paper {
  const found = reference.editions.find(({ edition: one }) => one.instrument === instrument && one.edition === edition);
  if (!found) throw new Error(`the stories need the edition ${edition} of ${instrument}`);
  return paperOf(found.edition, period);
}

export function indicatorOf(paper: Paper, code: string): PaperIndicator {
  const found = paper.indicators.get(code);
  if (!found) throw new Error(`the stories need the indicator ${code}`);
  return found;
}

export function answering({ answeredBy }: ToldReport, indicator: PaperIndicator): Agency {
  return answeredBy?.[indicator.code] ?? agencyFor(indicator);
}

export function requiredEvidence({ evidence }: PaperIndicator): readonly EvidenceRequirement[] {
  return evidence.filter(({ required }) => required);
}
