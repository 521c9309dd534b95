import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Handle } from '../usecase/handle.ts';
import { createDisclose } from '../usecase/disclose.ts';
import type { Disclosure } from '../usecase/disclose.ts';
import type { Problem } from './exchange.ts';

/** Longer than a batch of the ledger takes; what lasts longer needs an operator. */
const RETRY_SECONDS = '5';

/**
 * Records that the person is handed something, or answers why nothing may be handed out: what cannot be recorded stays
 * here.
 */
export async function disclosed(
  handle: Handle,
  person: string,
  disclosure: Disclosure,
): Promise<Result<void, Problem>> {
  const recorded = await createDisclose(handle)(person, disclosure);
  return recorded.ok ? ok(undefined) : err(notRecorded(recorded.error.code));
}

function notRecorded(reason: string): Problem {
  return {
    status: 503,
    code: 'DISCLOSURE_NOT_RECORDED',
    message: {
      id: 'Pengunduhan ini tidak dapat dicatat sekarang, sehingga tidak ada yang diserahkan; lihat /ready.',
      en: 'That this is taken home cannot be recorded now, so that nothing is handed out; see /ready.',
    },
    headers: { 'retry-after': RETRY_SECONDS },
    facts: { reason },
  };
}
