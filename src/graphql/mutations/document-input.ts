import { Document } from '../../domain/report/index.ts';
import { field, inputObject, optional, trimmed } from './field.ts';
import { day, digest, words } from './members.ts';

const { evidence, mediaType, bytes } = Document;

/** A document as a fact: its bytes live elsewhere, under their digest. */
export const documentInput = inputObject('DocumentInput', {
  description: 'A document as a fact: what it proves, what it is called, and the digest of its bytes.',
  fields: {
    evidence: trimmed(evidence, 'Code of the evidence it is put forward for.'),
    digest: digest('Of its bytes.'),
    title: words(300, 'What it is called.'),
    mediaType: optional(
      trimmed(
        mediaType,
        'What its bytes are: `application/pdf`; left out: as uploaded. Another than uploaded: DOCUMENT_DIFFERS.',
      ),
    ),
    bytes: optional(field('Int', bytes, 'How many bytes it has; left out: as uploaded.')),
    issuedOn: optional(day('When it was issued.')),
    validUntil: optional(day('The last day it is valid.')),
  },
});
