/** Drizzle wraps the driver's error, so the codes are looked for down the chain of causes. */
export function databaseCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return databaseCode(error.cause);
}

/** SQLSTATE classes and codes (PostgreSQL, appendix A) and the driver's own names for a connection that is gone. */
const CONNECTION_CODES =
  /^(?:08...|57P0[1-5]|25P0[34]|CONNECTION_.*|CONNECT_TIMEOUT|ECONN.*|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

export function isConnectionError(error: unknown): boolean {
  return CONNECTION_CODES.test(databaseCode(error) ?? '');
}

/** Somebody else held a lock for longer than we wait: lock_not_available. */
export function isLockTimeout(error: unknown): boolean {
  return databaseCode(error) === '55P03';
}
