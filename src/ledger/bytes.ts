/** Bytes travel as text: the writer's connection asks the database for no types. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
