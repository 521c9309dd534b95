import { keptUploads, wasUploaded } from '../document/uploads-of-digests.ts';
import { wasReferredTo } from '../projection/document-references.ts';
import { readStandings } from '../projection/standings.ts';
import { readUnits } from '../projection/units.ts';
import { readYear } from '../projection/year.ts';
import type { FactSources } from './facts.ts';
import type { Papers } from './papers.ts';

/** Where decisions get what is not in the streams: rows, read under the ledger's lock. */
export function createFactSources(papers: Papers): FactSources {
  return {
    papers,
    standings: readStandings,
    units: readUnits,
    year: readYear,
    uploads: ({ sql }, digests) => keptUploads(sql, digests),
    isDocument: async ({ sql }, digest) => (await wasUploaded(sql, digest)) || (await wasReferredTo(sql, digest)),
  };
}
