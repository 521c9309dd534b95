import type { Digest } from '../../kernel/digest.ts';
import type { Edition } from './edition.ts';

/** `digest` is of the canonical text of `edition`, which was validated before. */
export type PublishInstrument = Readonly<{ type: 'PublishInstrument'; edition: Edition; digest: Digest }>;

export type InstrumentCommand = PublishInstrument;
