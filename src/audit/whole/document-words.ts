import type { Digest } from '../../kernel/digest.ts';
import { counted } from './fault.ts';
import type { Passed } from './fault.ts';

/** A document whose bytes need not be there, and the entry that says so, or that named it. */
export type Exempt = Readonly<{ why: Why; digest: Digest; by: number }>;

type Why = 'ERASED' | 'INFECTED' | 'NEVER_KEPT';

const WORDS: Readonly<Record<Why, string>> = {
  ERASED: 'erased by entry',
  INFECTED: 'removed, found infected by entry',
  NEVER_KEPT: 'never kept here, named before any was uploaded by entry',
};

/** A ledger may name thousands; the rest is counted. */
const LISTED = 10;

/** How many were whole, and of the others what became of them. It warns of those that nobody can check. */
export function documentWords(all: number, exempt: readonly Exempt[]): Passed {
  const inOrder = [...exempt].sort((a, b) => a.by - b.by);
  const whole = all - exempt.length;
  const listed = inOrder.slice(0, LISTED).map(({ why, digest, by }) => `${digest} ${WORDS[why]} ${by}`);
  const more = exempt.length > LISTED ? [`and ${exempt.length - LISTED} more`] : [];
  const detail = [`${counted(whole, 'document')} whole`, ...listed, ...more].join('; ');
  return { detail, warns: exempt.some(({ why }) => why === 'NEVER_KEPT') };
}
