/** How the names of streams about people begin; LIKE takes them as they are. */
export const PEOPLE = ['person/', 'disclosure/'] as const;

/** The report a stream is of; null for streams of another kind. */
export function reportOfStream(stream: string): Readonly<{ unit: string; cycle: string }> | null {
  // A unit may hold a slash (`63/BALAI-2`), a cycle does not.
  const { unit, cycle } = /^report\/(?<unit>.+)\/(?<cycle>[^/]+)$/.exec(stream)?.groups ?? {};
  return unit && cycle ? { unit, cycle } : null;
}

/** Of one person: the rights they hold, what they took home. */
export function isAboutPeople(stream: string): boolean {
  return PEOPLE.some((prefix) => stream.startsWith(prefix));
}

/** The unit or place a stream is about; null where it is about none. */
export function unitOfStream(stream: string): string | null {
  return reportOfStream(stream)?.unit ?? /^jurisdiction\/(.+)$/.exec(stream)?.[1] ?? null;
}
