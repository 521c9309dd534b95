import { isMediaType } from './media-types.ts';
import type { MediaType } from './media-types.ts';

const OOXML = 'application/vnd.openxmlformats-officedocument';

/** The content type of the main part of each kind of document (ECMA-376-1 §11.3.10, §12.3.23, §13.3.6). */
const MAIN_PARTS: readonly (readonly [main: string, mediaType: MediaType])[] = [
  [`${OOXML}.wordprocessingml.document.main+xml`, `${OOXML}.wordprocessingml.document`],
  [`${OOXML}.spreadsheetml.sheet.main+xml`, `${OOXML}.spreadsheetml.sheet`],
  [`${OOXML}.presentationml.presentation.main+xml`, `${OOXML}.presentationml.presentation`],
];

/** Where programs lie in office documents: Visual Basic, macro sheets of Excel 4, Basic and scripts of OpenDocument. */
const PROGRAMS = /(^|\/)vba(project|data)[^/]*$|(^|\/)(macrosheets|dialogsheets|activex)\/|^(basic|scripts)\//i;

/** Types of parts that hold programs, whatever the parts are called. */
const PROGRAM_TYPES = /vbaproject|macroenabled|macrosheet|activex/i;

/** With these an XML text can say something that a search for words does not see. */
const DISGUISES = /<!|&#/;

/** Does the name of any part say that it is a program? */
export function describesMacros(names: readonly string[]): boolean {
  return names.some((name) => PROGRAMS.test(name));
}

/**
 * What an archive says that it is, by those of its parts that say so; null: nothing that is taken. `first` is the name of
 * its first part, where that is not compressed: OpenDocument names its type there (ODF 1.3 part 2 §3.3).
 */
export function officeType(
  descriptions: ReadonlyMap<string, string>,
  first: string | null,
): MediaType | 'MACROS' | null {
  const types = descriptions.get('[Content_Types].xml');
  if (types !== undefined) return ooxmlType(types);
  const said = first === 'mimetype' ? (descriptions.get('mimetype') ?? '') : '';
  return said.startsWith('application/vnd.oasis.') && isMediaType(said) ? said : null;
}

function ooxmlType(types: string): MediaType | 'MACROS' | null {
  if (PROGRAM_TYPES.test(types)) return 'MACROS';
  if (DISGUISES.test(types)) return null;
  return MAIN_PARTS.find(([main]) => types.includes(`"${main}"`) || types.includes(`'${main}'`))?.[1] ?? null;
}
