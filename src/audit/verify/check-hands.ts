import type { Actor } from '../../domain/access.ts';
import { FILES } from '../bundle/format.ts';
import { ok } from '../../kernel/result.ts';
import type { Bundle } from './bundle.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import { isOf } from './streams.ts';

/** Every final was proposed by one person and frozen by another, of whom neither stood in for the other. */
export function checkHands({ streams: { report, grants } }: Bundle): Checked {
  const lent = new Map(
    grants.flatMap((one) => (isOf(one, 'RoleDelegated') ? [[one.position, one.data.delegatedBy]] : [])),
  );
  const finals = report.filter((entry) => isOf(entry, 'ReportFinalized'));
  const proposals = new Map(report.flatMap((entry) => (isOf(entry, 'FinalProposed') ? [[entry.position, entry]] : [])));
  for (const final of finals) {
    const proposal = proposals.get(final.data.proposal);
    if (!proposal || proposal.position > final.position)
      return faulty(FILES.events, 'It freezes what nobody had proposed.', final);
    const hands = handsOf(proposal.actor, lent);
    if (handsOf(final.actor, lent).some((one) => hands.includes(one)))
      return faulty(FILES.events, 'It was frozen by the same hands that had proposed it.', final);
  }
  return ok(`${finals.length} finals, each proposed and frozen by different hands`);
}

/** Whoever acted, and whose right it was. */
function handsOf({ person, grant }: Actor, lent: ReadonlyMap<number, string>): readonly string[] {
  const lender = lent.get(grant ?? 0);
  return lender === undefined ? [person] : [person, lender];
}
