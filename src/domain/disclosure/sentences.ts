import type { Sentences } from '../event.ts';
import type { DisclosureEvent } from './events.ts';

export const disclosureSentences: Sentences<DisclosureEvent> = {
  DocumentDisclosed: ({ person, digest, unit, cycle }) => ({
    id: `${person} mengunduh dokumen ${digest} dari laporan ${unit} dalam ${cycle}.`,
    en: `${person} took home the document ${digest} of the report of ${unit} in ${cycle}.`,
  }),
  SheetDisclosed: ({ person, name, format, position }) => ({
    id: `${person} mengunduh lembar ${name} (${format}) per posisi ${position}.`,
    en: `${person} took home the sheet ${name} (${format}) as of position ${position}.`,
  }),
  BundleDisclosed: ({ person, unit, cycle }) => ({
    id: `${person} mengunduh bundel audit laporan ${unit} dalam ${cycle}.`,
    en: `${person} took home the audit bundle of the report of ${unit} in ${cycle}.`,
  }),
  EntriesDisclosed: ({ person, tile }) => ({
    id: `${person} mengunduh entri ubin ${tile} dari log.`,
    en: `${person} took home the entries of tile ${tile} of the log.`,
  }),
};
