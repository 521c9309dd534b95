import { rawZip } from './raw-zip.ts';
import type { RawEntry } from './raw-zip.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

type Parts = Readonly<{
  /** What stands within `sheetData`. */
  rows?: string;
  sheet?: string;
  strings?: string;
  styles?: string;
  more?: readonly RawEntry[];
  /** In place of the sheet. */
  instead?: RawEntry;
}>;

/** A workbook with exactly these parts, deflated. */
export function rawWorkbook({ rows = '', sheet, strings, styles, more = [], instead }: Parts): Buffer {
  return rawZip([
    part(
      '_rels/.rels',
      relations([`<Relationship Id="r" Type="${OFFICE}/officeDocument" Target="/xl/workbook.xml"/>`]),
    ),
    part('xl/workbook.xml', `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="s" r:id="r1"/></sheets></workbook>`),
    part(
      'xl/_rels/workbook.xml.rels',
      relations([
        `<Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/one.xml"/>`,
        `<Relationship Id="r2" Type="${OFFICE}/sharedStrings" Target="strings.xml"/>`,
        `<Relationship Id="r3" Type="${OFFICE}/styles" Target="styles.xml"/>`,
      ]),
    ),
    instead ?? part('xl/worksheets/one.xml', sheet ?? `<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    part('xl/strings.xml', strings ?? '<sst/>'),
    part('xl/styles.xml', styles ?? '<styleSheet/>'),
    ...more,
  ]);
}

function part(name: string, xml: string): RawEntry {
  return { name, content: Buffer.from(xml), deflate: true };
}

function relations(each: readonly string[]): string {
  return `<Relationships>${each.join('')}</Relationships>`;
}
