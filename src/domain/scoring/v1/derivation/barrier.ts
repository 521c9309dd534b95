import { toRational, ZERO } from '../../../../kernel/rational.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import type { Edition } from '../../../instrument/index.ts';
import { inOrder, missingEvidence } from '../evidence.ts';
import type { Grade } from '../grade.ts';
import { derivationNode } from './node.ts';
import type { DerivationNode } from './node.ts';
import { result, say } from './say.ts';

/** Why an indicator earns nothing whatever its rule gives: the rule's points times 0. */
export function barrierFormula(graded: Grade): Bilingual {
  return say`${barrierWords(graded)}: ${graded.rulePoints} × 0 = 0`;
}

/** The leaf that the indicator is multiplied by: 0, with the entry or the missing documents that say so. */
export function barrierNode(edition: Edition, graded: Grade, parentPath: string): DerivationNode {
  return graded.status === 'NOT_COUNTED' ? rulingNode(graded, parentPath) : evidenceNode(edition, graded, parentPath);
}

/** What a person set instead of the rule, with the reason given. */
export function overrideNode({ response, maximum, points }: Grade, parentPath: string): DerivationNode {
  const override = response?.override;
  const outside = toRational(override?.points ?? '0');
  const bounds = say`${{ id: 'paling banyak', en: 'at most' }} ${maximum}`;
  return derivationNode(parentPath, 'override', {
    label: { id: 'Nilai yang ditetapkan', en: 'Points set by a person' },
    formula: say`${result(outside)} (${bounds}): ${override?.justification ?? ''}`,
    value: points,
    positions: override ? [override.position] : [],
  });
}

function barrierWords({ status }: Grade): Bilingual {
  return status === 'NOT_COUNTED'
    ? { id: 'Menurut aturan, tetapi jawaban tidak dihitung', en: 'By the rule, but the answer is not counted' }
    : { id: 'Menurut aturan, tetapi bukti wajib belum lengkap', en: 'By the rule, but required evidence is missing' };
}

function rulingNode({ response }: Grade, parentPath: string): DerivationNode {
  const ruledAt = response?.ruledAt ?? null;
  return derivationNode(parentPath, 'ruling', {
    label: { id: 'Keputusan', en: 'Ruling' },
    formula:
      ruledAt === null
        ? { id: 'Belum ada keputusan yang menerima jawaban: 0', en: 'No ruling accepts the answer yet: 0' }
        : { id: 'Jawaban tidak diterima: 0', en: 'The answer was not accepted: 0' },
    value: ZERO,
    positions: ruledAt === null ? [] : [ruledAt],
  });
}

function evidenceNode(edition: Edition, { indicator, response }: Grade, parentPath: string): DerivationNode {
  const codes = response ? missingEvidence(indicator, response).map(({ code }) => code) : [];
  const documents = inOrder(response?.documents ?? []);
  const words = { id: 'Tidak ada dokumen untuk bukti wajib', en: 'No document for the required evidence' };
  return derivationNode(parentPath, 'evidence', {
    label: { id: 'Bukti wajib', en: 'Required evidence' },
    formula: say`${words} ${codes.join(', ')}: 0`,
    value: ZERO,
    provenance: edition.requiredEvidence.provenance,
    positions: documents.map(({ position }) => position),
    attachments: documents.map(({ attachment }) => attachment),
  });
}
