const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

/** What evidence may be: scans, photographs and office documents. Nothing of it runs in a browser that opens it. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/tiff',
  `${OOXML}.wordprocessingml.document`,
  `${OOXML}.spreadsheetml.sheet`,
  `${OOXML}.presentationml.presentation`,
  `${ODF}.text`,
  `${ODF}.spreadsheet`,
] as const;

export type MediaType = (typeof MEDIA_TYPES)[number];

export function isMediaType(text: string): text is MediaType {
  return MEDIA_TYPES.some((mediaType) => mediaType === text);
}

/** What clients say who do not know. */
const UNSAID: readonly string[] = ['', 'application/octet-stream'];

/** Does the `Content-Type` speak against what the bytes are? Parameters say nothing about what is taken here. */
export function speaksAgainst(declared: string | null, found: MediaType): boolean {
  const [type = ''] = (declared ?? '').split(';', 1);
  const said = type.trim().toLowerCase();
  if (UNSAID.includes(said)) return false;
  // Windows calls it so.
  return (said === 'image/jpg' ? 'image/jpeg' : said) !== found;
}
