/** A value, or the reason why there is none. What a person can cause is a result; only bugs and broken machines throw. */
export type Result<Value, Problem> = Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; error: Problem }>;

export function ok<Value>(value: Value): Readonly<{ ok: true; value: Value }> {
  return { ok: true, value };
}

export function err<Problem>(error: Problem): Readonly<{ ok: false; error: Problem }> {
  return { ok: false, error };
}
