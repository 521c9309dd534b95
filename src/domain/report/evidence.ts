import { err, ok } from '../../kernel/result.ts';
import type { AttachDocument, DocumentFacts, ReplaceDocument, WithdrawDocument } from './commands.ts';
import { editable } from './editing.ts';
import type { Editable } from './editing.ts';
import type { KnownFacts, ReportRefusal, Ruled } from './facts.ts';
import { presentDocuments } from './standing.ts';
import type { OpenedReport } from './state.ts';

export function attachDocument(command: AttachDocument, state: OpenedReport, facts: KnownFacts): Ruled {
  const open = editable(command.indicator, state, facts);
  if (!open.ok) return open;
  const refusal = documentRefusal(command.document, open.value) ?? singleFileRefusal(command.document, open.value);
  if (refusal) return err(refusal);
  const { organization } = open.value;
  const data = { indicator: command.indicator, attachment: nextAttachment(open.value), organization, ...command.document };
  return ok([{ type: 'DocumentAttached', data }]);
}

export function replaceDocument(command: ReplaceDocument, state: OpenedReport, facts: KnownFacts): Ruled {
  const open = editable(command.indicator, state, facts);
  if (!open.ok) return open;
  const { indicator, attachment: replaces, document, reason } = command;
  const before = presentDocuments(open.value.response).find((one) => one.attachment === replaces);
  if (!before) return err({ code: 'ATTACHMENT_UNKNOWN', path: ['attachment'] });
  if (before.evidence !== document.evidence) return err({ code: 'EVIDENCE_UNKNOWN', path: ['document', 'evidence'] });
  const refusal = documentRefusal(document, open.value);
  if (refusal) return err(refusal);
  const { organization } = open.value;
  const data = { indicator, attachment: nextAttachment(open.value), replaces, reason, organization, ...document };
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

function documentRefusal(document: DocumentFacts, { indicator, response }: Editable): ReportRefusal | null {
  const { evidence, digest, issuedOn, validUntil } = document;
  if (!indicator.evidence.some(({ code }) => code === evidence)) {
    return { code: 'EVIDENCE_UNKNOWN', path: ['document', 'evidence'] };
  }
  if (issuedOn !== null && validUntil !== null && validUntil < issuedOn) {
    return { code: 'DATES_REVERSED', path: ['document', 'validUntil'] };
  }
  const twice = presentDocuments(response).some((one) => one.evidence === evidence && one.digest === digest);
  return twice ? { code: 'ALREADY_ATTACHED', path: ['document', 'digest'] } : null;
}

function singleFileRefusal({ evidence }: DocumentFacts, { indicator, response }: Editable): ReportRefusal | null {
  const single = indicator.evidence.some(({ code, singleFile }) => code === evidence && singleFile);
  const present = presentDocuments(response).some((one) => one.evidence === evidence);
  return single && present ? { code: 'SINGLE_FILE', path: ['document', 'evidence'] } : null;
}

function nextAttachment({ response }: Editable): string {
  return `${response.indicator}.D${response.documents.length + 1}`;
}
