import { AttachmentId } from '../../domain/report/index.ts';
import { responseAnswer } from './answers.ts';
import { defineMutation } from './define.ts';
import { documentInput } from './document-input.ts';
import { field, trimmed } from './field.ts';
import { cycle, indicator, unit, words } from './members.ts';

const response = { unit, cycle, indicator };
const attachment = trimmed(AttachmentId, 'Id of the attachment within its report: `A.1.D2`.');
const document = field(documentInput.type, documentInput.schema, 'The document as a fact.');

defineMutation({
  name: 'attachDocument',
  description: 'Puts a document forward as evidence for an answer.',
  fields: { ...response, document },
  command: ({ unit, cycle, indicator, document }) => ({ type: 'AttachDocument', unit, cycle, indicator, document }),
  answer: responseAnswer,
});

defineMutation({
  name: 'replaceDocument',
  description: 'Puts another document in the place of one. The earlier one stays in the ledger.',
  fields: { ...response, attachment, document, reason: words(500, 'Why.') },
  command: ({ unit, cycle, indicator, attachment, document, reason }) => ({
    type: 'ReplaceDocument',
    unit,
    cycle,
    indicator,
    attachment,
    document,
    reason,
  }),
  answer: responseAnswer,
});

defineMutation({
  name: 'withdrawDocument',
  description: 'Takes a document back. It stays in the ledger and proves nothing any longer.',
  fields: { ...response, attachment, reason: words(500, 'Why.') },
  command: ({ unit, cycle, indicator, attachment, reason }) => ({
    type: 'WithdrawDocument',
    unit,
    cycle,
    indicator,
    attachment,
    reason,
  }),
  answer: responseAnswer,
});
