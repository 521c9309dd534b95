import type { Package } from './package.ts';
import { Unreadable } from './unreadable.ts';
import { readXml } from './xml.ts';

/** The parts that the first sheet of a workbook is read from. */
export type WorkbookPaths = Readonly<{ sheet: string; strings: string | null; styles: string | null }>;

type Relation = Readonly<{ id: string; type: string; path: string }>;

/** Found by following the relations from part to part (ISO/IEC 29500-2 §8.3): the names of parts are anybody's choice. */
export async function findFirstSheet(workbook: Package): Promise<WorkbookPaths> {
  const main = required(ofType(await relationsOf(workbook, ''), 'officeDocument'));
  const relations = await relationsOf(workbook, main.path);
  const first = await firstSheetId(workbook, main.path);
  const sheet = relations.find(({ id, type }) => id === first && type === 'worksheet');
  return {
    sheet: required(sheet).path,
    strings: ofType(relations, 'sharedStrings')?.path ?? null,
    styles: ofType(relations, 'styles')?.path ?? null,
  };
}

async function relationsOf(workbook: Package, part: string): Promise<readonly Relation[]> {
  const slash = part.lastIndexOf('/') + 1;
  const relations: Relation[] = [];
  await readXml(workbook, `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`, {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (name !== 'Relationship' || mode === 'External') return;
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), path: pathOf(target, part) });
    },
  });
  return relations;
}

/** A target is relative to the part that names it, unless it begins at the root. It can lead nowhere but to another part. */
function pathOf(target: string, part: string): string {
  return URL.parse(target, `part:/${part}`)?.pathname.slice(1) ?? '';
}

async function firstSheetId(workbook: Package, path: string): Promise<string | null> {
  let first: string | null = null;
  await readXml(workbook, path, {
    open: (name, attributes) => {
      if (name !== 'sheet' || first !== null) return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'));
      first = id?.[1] ?? '';
    },
  });
  return first;
}

function ofType(relations: readonly Relation[], wanted: string): Relation | undefined {
  return relations.find(({ type }) => type === wanted);
}

function required(relation: Relation | undefined): Relation {
  if (!relation) throw new Unreadable('WORKBOOK_MALFORMED');
  return relation;
}
