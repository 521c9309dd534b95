import { err, ok } from '../../kernel/result.ts';
import type { PaperIndicator } from '../instrument/index.ts';
import type { AttachDocument, DocumentClaim, ReplaceDocument, WithdrawDocument } from './commands.ts';
import { editable } from './editing.ts';
import type { Editable } from './editing.ts';
import type { KnownFacts, ReportRefusal, Ruled } from './facts.ts';
import { presentDocuments } from './standing.ts';
import type { OpenedReport } from './state.ts';
import { ownerOf, uploadedDocument } from './uploaded.ts';
import { DOCUMENTS_MAXIMUM, LAST_ATTACHMENT } from './values.ts';

export function attachDocument(command: AttachDocument, state: OpenedReport, facts: KnownFacts): Ruled {
  const open = editable(command.indicator, state, facts);
  if (!open.ok) return open;
  const refusal =
    documentRefusal(command.document, open.value) ??
    singleFileRefusal(command.document, open.value) ??
    crowdRefusal(open.value, { more: 1 });
  if (refusal) return err(refusal);
  const { organization } = open.value;
  const uploaded = uploadedDocument(command.document, [ownerOf(command.unit, organization)], facts);
  if (!uploaded.ok) return uploaded;
  const attachment = nextAttachment(open.value);
  const data = { indicator: command.indicator, attachment, organization, ...uploaded.value };
  return ok([{ type: 'DocumentAttached', data }]);
}

export function replaceDocument(command: ReplaceDocument, state: OpenedReport, facts: KnownFacts): Ruled {
  const open = editable(command.indicator, state, facts);
  if (!open.ok) return open;
  const { indicator, attachment: replaces, document, reason } = command;
  const before = presentDocuments(open.value.response).find((one) => one.attachment === replaces);
  if (!before) return err({ code: 'ATTACHMENT_UNKNOWN', path: ['attachment'] });
  if (before.evidence !== document.evidence) return err({ code: 'EVIDENCE_UNKNOWN', path: ['document', 'evidence'] });
  const refusal = documentRefusal(document, open.value) ?? crowdRefusal(open.value, { more: 0 });
  if (refusal) return err(refusal);
  const { organization } = open.value;
  const uploaded = uploadedDocument(document, [ownerOf(command.unit, organization)], facts);
  if (!uploaded.ok) return uploaded;
  const place = { indicator, attachment: nextAttachment(open.value), replaces, reason, organization };
  const data = { ...place, ...uploaded.value };
  return ok([{ type: 'DocumentReplaced', data }]);
}

export function withdrawDocument(command: WithdrawDocument, state: OpenedReport, facts: KnownFacts): Ruled {
  const open = editable(command.indicator, state, facts);
  if (!open.ok) return open;
  const { indicator, attachment, reason } = command;
  if (!presentDocuments(open.value.response).some((one) => one.attachment === attachment)) {
    return err({ code: 'ATTACHMENT_UNKNOWN', path: ['attachment'] });
  }
  return ok([{ type: 'DocumentWithdrawn', data: { indicator, attachment, reason } }]);
}

/** Null where the indicator asks for such a document and its dates can be true. */
export function requirementRefusal(document: DocumentClaim, indicator: PaperIndicator): ReportRefusal | null {
  const { evidence, issuedOn, validUntil } = document;
  if (!indicator.evidence.some(({ code }) => code === evidence)) {
    return { code: 'EVIDENCE_UNKNOWN', path: ['document', 'evidence'] };
  }
  const reversed = issuedOn !== null && validUntil !== null && validUntil < issuedOn;
  return reversed ? { code: 'DATES_REVERSED', path: ['document', 'validUntil'] } : null;
}

function documentRefusal(document: DocumentClaim, { indicator, response }: Editable): ReportRefusal | null {
  const { evidence, digest } = document;
  const refusal = requirementRefusal(document, indicator);
  if (refusal) return refusal;
  const twice = presentDocuments(response).some((one) => one.evidence === evidence && one.digest === digest);
  return twice ? { code: 'ALREADY_ATTACHED', path: ['document', 'digest'] } : null;
}

function singleFileRefusal({ evidence }: DocumentClaim, { indicator, response }: Editable): ReportRefusal | null {
  const single = indicator.evidence.some(({ code, singleFile }) => code === evidence && singleFile);
  const present = presentDocuments(response).some((one) => one.evidence === evidence);
  return single && present ? { code: 'SINGLE_FILE', path: ['document', 'evidence'] } : null;
}

/** Decisions list the documents they were made on, and an attachment's number has four digits. */
function crowdRefusal({ response }: Editable, { more }: Readonly<{ more: number }>): ReportRefusal | null {
  const present = presentDocuments(response).length + more;
  const crowded = present > DOCUMENTS_MAXIMUM || response.documents.length >= LAST_ATTACHMENT;
  return crowded ? { code: 'TOO_MANY_DOCUMENTS', path: ['document'] } : null;
}

function nextAttachment({ response }: Editable): string {
  return `${response.indicator}.D${response.documents.length + 1}`;
}
