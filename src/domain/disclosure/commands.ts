import type { Digest } from '../../kernel/digest.ts';

/** What somebody takes home. Documents and bundles are of a report; a sheet is as of a position. */
export type Disclosure =
  | Readonly<{ type: 'DOCUMENT'; digest: Digest; unit: string; cycle: string }>
  | Readonly<{ type: 'SHEET'; name: string; format: string; query: Readonly<Record<string, string>>; position: number }>
  | Readonly<{ type: 'BUNDLE'; unit: string; cycle: string }>
  | Readonly<{ type: 'ENTRIES'; tile: string }>;

/** `subject` is who takes it. */
export type Disclose = Readonly<{ type: 'Disclose'; subject: string; disclosure: Disclosure }>;

export type DisclosureCommand = Disclose;
