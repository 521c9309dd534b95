import { z } from 'zod';

import { text } from '../event.ts';

/** Of one parameter of a sheet: as long as the longest list of types of events there may be. */
const PARAMETER_CHARACTERS = 16_000;

/** The parameters a sheet was asked for with, by name. */
export const SheetQueryText = z.record(z.string().regex(/^[A-Za-z]{1,40}$/), text(PARAMETER_CHARACTERS));

/** The name of a kind of sheet, and of the form it was written in: `answers`, `xlsx`. */
export const SheetWord = z.string().regex(/^[a-z]{1,40}$/);

/** Entries as the address of their tile names them: `x001/234`, `000.p/17`. */
export const TileText = z.string().regex(/^(x\d{3}\/){0,6}\d{3}(\.p\/\d{1,3})?$/);
