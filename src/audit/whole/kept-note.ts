import { parseCheckpoint } from '../../merkle/checkpoint.ts';
import type { Checkpoint } from '../../merkle/checkpoint.ts';
import { parseNote } from '../../merkle/note.ts';
import type { Note } from '../../merkle/note.ts';

/** A checkpoint as it was kept outside: what it says, who signed it, and its whole text. */
export type KeptNote = Readonly<{ text: string; note: Note; checkpoint: Checkpoint }>;

export function readKeptNote(text: string): KeptNote | null {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  return checkpoint ? { text, note, checkpoint } : null;
}
