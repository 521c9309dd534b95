/** What the lifecycle of the database says while it happens; a pino logger is one. */
export type Log = Readonly<{ info: (message: string) => void; warn: (message: string) => void }>;
