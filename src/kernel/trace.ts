/** What is told of a span: names, codes and counts. MUST NOT hold what a person sent, nor who they are. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work that is under way. */
export type Span = Readonly<{ set: (attributes: Attributes) => void }>;

/** Where the steps of the work for one request are told of, each below the one it is part of. */
export type Tracer = Readonly<{
  /** Does the work as a span of that name. */
  span: <Value>(name: string, attributes: Attributes, work: (span: Span) => Promise<Value>) => Promise<Value>;
  /** Does the work as part of the trace that this header names (W3C Trace Context); null: of none. */
  within: <Value>(traceparent: string | null, work: () => Promise<Value>) => Promise<Value>;
  /** Work that is over and belonged to no single request. */
  past: (name: string, attributes: Attributes, milliseconds: number) => void;
  /** A statement is sent to the database for the work that is under way; to be called when it has ended. */
  statement: () => () => void;
}>;

const UNTOLD: Span = { set: () => undefined };

/** Nobody listens: the work is done and nothing else. */
export const UNTRACED: Tracer = {
  span: (_name, _attributes, work) => work(UNTOLD),
  within: (_traceparent, work) => work(),
  past: () => undefined,
  statement: () => () => undefined,
};
