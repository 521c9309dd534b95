import { inflateRawSync } from 'node:zlib';

import fc from 'fast-check';

import { FILES } from '../../src/audit/bundle/format.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import type { Json } from '../../src/kernel/json.ts';
import { rawZip } from './raw-zip.ts';
import { described, zipOf } from './sample-bundle.ts';
import type { SampleFiles } from './sample-bundle.ts';

/** What somebody did to a bundle; the same numbers do the same to the same bundle. */
type Mutation = Readonly<{ kind: keyof typeof KINDS; at: number; other: number; value: number; honest: boolean }>;

type Numbers = Omit<Mutation, 'kind'>;

const HOSTILE_NAMES = ['../x', '/etc/x', 'a\\b', 'policy.txt\0', 'POLICY.TXT', 'proofs/', '__proto__', 'con', ''];

const HOSTILE_TEXTS = [
  '',
  '{',
  'null',
  '[]',
  '{"__proto__":{"a":1}}',
  '1e999',
  '123456789012345678901234567890',
  '['.repeat(100_000),
  '{"a":'.repeat(100_000),
  '"\\ud800"',
  '\u0000',
];

const HOSTILE_VALUES: readonly Json[] = [
  null,
  true,
  -1,
  0,
  2 ** 53,
  '',
  'x'.repeat(70_000),
  [],
  {},
  [[[[]]]],
  '\u0000',
];

const KINDS = {
  flip: async (files: SampleFiles, { at, value }: Numbers) => flipped(await zipOf(files), at, value),
  overwrite: async (files: SampleFiles, { at, other }: Numbers) => overwritten(await zipOf(files), at, other),
  truncate: async (files: SampleFiles, { at }: Numbers) => cut(await zipOf(files), at),
  splice: async (files: SampleFiles, { at, other, value }: Numbers) => spliced(await zipOf(files), at, other, value),
  rename: (files: SampleFiles, { at, other }: Numbers) => rezipped(files, at, { name: pick(HOSTILE_NAMES, other) }),
  resize: (files: SampleFiles, { at, value }: Numbers) => rezipped(files, at, { size: value, deflate: true }),
  relocate: (files: SampleFiles, { at, value }: Numbers) => rezipped(files, at, { offset: value }),
  bomb: (files: SampleFiles, { at, value }: Numbers) =>
    rezipped(files, at, { content: Buffer.alloc(value % 9_000_000), deflate: true }),
  repeat: (files: SampleFiles, { at }: Numbers) => rawZip([...entriesOf(files), entriesOf(files)[at % files.size]!]),
  drop: (files: SampleFiles, { at }: Numbers) =>
    zipOf(new Map([...files].filter((_, index) => index !== at % files.size))),
  swap: (files: SampleFiles, numbers: Numbers) => zipOf(changed(files, numbers, (_, other) => other)),
  byte: (files: SampleFiles, numbers: Numbers) =>
    zipOf(changed(files, numbers, (content) => flipped(content, numbers.other, numbers.value))),
  text: (files: SampleFiles, numbers: Numbers) =>
    zipOf(changed(files, numbers, () => Buffer.from(pick(HOSTILE_TEXTS, numbers.other)))),
  json: (files: SampleFiles, numbers: Numbers) =>
    zipOf(changed(files, numbers, (content) => changedJson(content, numbers))),
  line: (files: SampleFiles, numbers: Numbers) =>
    zipOf(changed(files, numbers, (content) => changedLine(content, numbers))),
} as const satisfies Record<string, (files: SampleFiles, numbers: Numbers) => Buffer | Promise<Buffer>>;

export function mutations(): fc.Arbitrary<Mutation> {
  const number = fc.nat({ max: 2 ** 31 - 1 });
  // Every name is one of the kinds.
  const kind = fc.constantFrom(...(Object.keys(KINDS) as Mutation['kind'][]));
  return fc.record({ kind, at: number, other: number, value: number, honest: fc.boolean() });
}

/** The bytes of the bundle after it. An honest manifest is right about what was changed. */
export async function mutate(files: SampleFiles, { kind, ...numbers }: Mutation): Promise<Buffer> {
  return KINDS[kind](new Map(files), numbers);
}

/** What a reader sees that trusts each file's own header and never looks at the directory. */
export function readForward(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const name = at + 30;
    const start = name + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const end = start + bytes.readUInt32LE(at + 18);
    const packed = bytes.subarray(start, end);
    const content = bytes.readUInt16LE(at + 8) === 8 ? inflateRawSync(packed) : packed;
    files.set(bytes.subarray(name, name + bytes.readUInt16LE(at + 26)).toString(), content);
    at = end;
  }
  return files;
}

function entriesOf(files: SampleFiles) {
  return [...files].map(([name, content]) => ({ name, content }));
}

function rezipped(files: SampleFiles, at: number, change: Partial<Parameters<typeof rawZip>[0][number]>): Buffer {
  return rawZip(entriesOf(files).map((entry, index) => (index === at % files.size ? { ...entry, ...change } : entry)));
}

function changed(
  files: SampleFiles,
  { at, other, honest }: Numbers,
  change: (content: Buffer, other: Buffer) => Buffer,
): SampleFiles {
  const [name, content] = pick([...files], at);
  files.set(name, change(content, pick([...files], other)[1]));
  return honest && name !== FILES.manifest ? described(files) : files;
}

function changedJson(content: Buffer, { other, value }: Numbers): Buffer {
  const lines = content.toString().split('\n');
  const at = other % lines.length;
  return Buffer.from(lines.map((line, index) => (index === at ? changedText(line, value) : line)).join('\n'));
}

/** Another value in one place of a JSON text, which stays canonical; other texts stay as they are. */
function changedText(text: string, value: number): string {
  try {
    return canonicalJson(replaced(JSON.parse(text) as Json, value));
  } catch {
    return `${text} `;
  }
}

function replaced(json: Json, value: number): Json {
  if (json === null || typeof json !== 'object' || value % 7 === 0) return pick(HOSTILE_VALUES, value);
  const keys = Object.keys(json);
  if (keys.length === 0) return pick(HOSTILE_VALUES, value);
  const key = pick(keys, value);
  const copy = structuredClone(json) as Record<string, Json>;
  copy[key] = replaced(copy[key]!, Math.floor(value / keys.length));
  return copy;
}

function changedLine(content: Buffer, { other, value }: Numbers): Buffer {
  const lines = content.toString().split('\n');
  const from = other % lines.length;
  const [line = ''] = lines.splice(from, 1);
  if (value % 3 !== 0) lines.splice(value % (lines.length + 1), 0, line, ...(value % 3 === 1 ? [line] : []));
  return Buffer.from(lines.join('\n'));
}

function flipped(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[at % copy.length]! ^= 1 << (value % 8);
  return copy;
}

function overwritten(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(value, at % (copy.length - 4));
  return copy;
}

function cut(bytes: Buffer, at: number): Buffer {
  return bytes.subarray(0, at % bytes.length);
}

/** A piece of the bundle is put in somewhere else, in place of what was there or between. */
function spliced(bytes: Buffer, at: number, other: number, value: number): Buffer {
  const from = other % bytes.length;
  const piece = bytes.subarray(from, from + (value % 4096));
  const to = at % bytes.length;
  return Buffer.concat([bytes.subarray(0, to), piece, bytes.subarray(value % 2 === 0 ? to : to + piece.length)]);
}

function pick<Item>(items: readonly Item[], number: number): Item {
  return items[number % items.length]!;
}
