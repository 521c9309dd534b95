import type { RecordedJejakEvent } from '../../domain/catalogue.ts';
import { documentsNamedBy, isReportEvent } from '../../domain/report/index.ts';
import type { Digest } from '../../kernel/digest.ts';
import { createDocumentSight } from './document-bytes.ts';
import type { StoredDocuments, Told } from './document-bytes.ts';
import { documentWords } from './document-words.ts';
import type { Exempt } from './document-words.ts';
import type { Check, Finding } from './fault.ts';

type Looked = Readonly<{ exempt: readonly Exempt[]; findings: readonly Finding[] }>;

/** Waiting for a disk or another machine is most of it. */
const AT_ONCE = 4;

/**
 * Every document that an entry refers to has the bytes that its digest names, read anew from where they are kept; and those that
 * were destroyed by law are gone. MUST come last: whoever destroys them has had time to since the snapshot.
 */
export function createDocumentsCheck(documents: StoredDocuments): Check {
  const told = new Map<Digest, Told>();

  const take: Check['take'] = (entries) => {
    for (const { event } of entries) learn(told, event);
    return Promise.resolve(null);
  };

  const end: Check['end'] = async () => {
    const wanted = [...told].filter(([, { named, erasedBy }]) => named !== null || erasedBy !== null);
    const { exempt, findings } = await lookAtAll(documents, wanted);
    const [first] = [...findings].sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
    return first ?? documentWords(wanted.length, exempt);
  };

  return { name: 'documents', take, end };
}

function learn(told: Map<Digest, Told>, event: RecordedJejakEvent): void {
  const { position, recordedAt } = event;
  const tell = (digest: Digest, more: (before: Told) => Partial<Told>): void => {
    const before = told.get(digest) ?? { named: null, erasedBy: null, infectedBy: null };
    told.set(digest, { ...before, ...more(before) });
  };
  if (isReportEvent(event)) {
    for (const { digest } of documentsNamedBy(event)) {
      tell(digest, ({ named }) => ({ named: named ?? { position, recordedAt } }));
    }
  }
  if (event.type === 'DocumentBytesErased') tell(event.data.digest, () => ({ erasedBy: position }));
  if (event.type === 'DocumentScanned') {
    const { digest, verdict } = event.data;
    tell(digest, () => ({ infectedBy: verdict === 'INFECTED' ? position : null }));
  }
}

async function lookAtAll(documents: StoredDocuments, wanted: readonly (readonly [Digest, Told])[]): Promise<Looked> {
  const look = await createDocumentSight(documents);
  const exempt: Exempt[] = [];
  const findings: Finding[] = [];
  const waiting = wanted.values();
  let done = 0;
  const goOn = async (): Promise<void> => {
    for (const [digest, told] of waiting) {
      const seen = await look(digest, told);
      if (seen && 'sentence' in seen) findings.push(seen);
      else if (seen) exempt.push(seen);
      done += 1;
      documents.progress(done, wanted.length);
    }
  };
  // One iterator is shared: each takes the next one that nobody took.
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
  return { exempt, findings };
}
