/** The report a stream is of; null for streams of another kind. */
export function reportOfStream(stream: string): Readonly<{ unit: string; cycle: string }> | null {
  // A unit may hold a slash (`63/BALAI-2`), a cycle does not.
  const { unit, cycle } = /^report\/(?<unit>.+)\/(?<cycle>[^/]+)$/.exec(stream)?.groups ?? {};
  return unit && cycle ? { unit, cycle } : null;
}

/** The unit or place a stream is about; null where it is about none. */
export function unitOfStream(stream: string): string | null {
  return reportOfStream(stream)?.unit ?? /^jurisdiction\/(.+)$/.exec(stream)?.[1] ?? null;
}
