import type { EvidenceRequirement } from '../../domain/instrument/index.ts';
import type { DocumentFacts } from '../../domain/report/index.ts';
import { digestOf } from '../../kernel/digest.ts';
import type { Digest } from '../../kernel/digest.ts';
import { samplePdf } from '../sample-pdf.ts';

/** A document of the stories with its bytes, which are ASCII. */
export type SampleFile = Readonly<{ digest: Digest; text: string }>;

type Sampled = Readonly<{ corrected?: boolean }>;

/** The sample PDF that stands for a document: one per evidence code, and another one where it was put right. */
export function sampleDocument(
  requirement: EvidenceRequirement,
  { issuedOn, corrected = false }: Readonly<{ issuedOn: string }> & Sampled,
): DocumentFacts {
  const { code: evidence, title } = requirement;
  const { digest, text } = sampleFile(requirement, { corrected });
  const bytes = text.length;
  return { evidence, digest, title: title.id, mediaType: 'application/pdf', bytes, issuedOn, validUntil: null };
}

/** What is stored for it. */
export function sampleFile({ code, title }: EvidenceRequirement, { corrected = false }: Sampled): SampleFile {
  const text = samplePdf([
    `${code}${corrected ? ' (corrected)' : ''}`,
    title.id,
    title.en,
    'ILLUSTRATIVE: a sample document of the demo. It proves nothing.',
  ]);
  return { digest: digestOf(text), text };
}
