import { SYSTEM_PERSON } from '../../domain/access.ts';
import type { RecordFound } from '../../document/verdicts.ts';
import type { Handle } from '../handle.ts';

/** Records in the ledger what a scanner found, once for each upload, in the name of the system. */
export function createRecordFound(handle: Handle): RecordFound {
  return async (found) => {
    // A name of its own each time: signatures change, so the same upload may be found to be something else the next time.
    const commandId = `scan-${found.upload}-${crypto.randomUUID()}`;
    const answer = await handle({ person: SYSTEM_PERSON, commandId, command: { type: 'RecordScan', ...found } });
    if (answer.ok) return 'RECORDED';
    return answer.error.code === 'NOTHING_CHANGED' ? 'KNOWN' : null;
  };
}
