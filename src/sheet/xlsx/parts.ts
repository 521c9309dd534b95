import { xmlText } from './xml-text.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The first row stays in sight. */
export const WORKSHEET_HEAD =
  `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>';
export const WORKSHEET_TAIL = '</sheetData></worksheet>';

export function worksheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** The parts of a workbook beside its sheets (ECMA-376 §18.2, ISO/IEC 29500-2), by path. */
export function partsFor(names: readonly string[]): readonly (readonly [path: string, xml: string])[] {
  const numbers = names.map((_name, index) => index + 1);
  const sheets = names.map(
    (name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const relations = numbers.map((number) => relation(number, 'worksheet', `worksheets/sheet${number}.xml`));
  const overrides = numbers.map((number) => override(`/${worksheetPath(number)}`, 'worksheet'));
  return [
    ['xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', relationships(relations)],
    ['_rels/.rels', relationships([relation(1, 'officeDocument', 'xl/workbook.xml')])],
    ['[Content_Types].xml', contentTypes([override('/xl/workbook.xml', 'sheet.main'), ...overrides])],
  ].map(([path = '', xml = '']) => [path, DECLARATION + xml] as const);
}

function relation(number: number, kind: string, target: string): string {
  return `<Relationship Id="rId${number}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
}

function relationships(relations: readonly string[]): string {
  return `<Relationships xmlns="${RELATIONS}">${relations.join('')}</Relationships>`;
}

function override(path: string, kind: string): string {
  return `<Override PartName="${path}" ContentType="${TYPES}.${kind}+xml"/>`;
}

function contentTypes(overrides: readonly string[]): string {
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const relations = 'application/vnd.openxmlformats-package.relationships+xml';
  return (
    `<Types xmlns="${types}"><Default Extension="rels" ContentType="${relations}"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  );
}
