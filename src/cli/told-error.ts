/** What of an error stands in the log. */
export type ToldError = Readonly<{
  type: string;
  code: string | null;
  /** Null where it may repeat what somebody sent. */
  message: string | null;
  /** Where in the database, by the names that we gave. */
  place: Readonly<Record<string, string>>;
  stack: readonly string[];
  cause: ToldError | null;
}>;

/** Errors are wrapped two or three times; one that is its own cause must end. */
const MOST_CAUSES = 5;
const MOST_FRAMES = 30;
const LONGEST_MESSAGE = 500;

/** Their messages quote what they could not read, or the values of a statement. */
const QUOTING: readonly string[] = [
  'DrizzleQueryError',
  'GraphQLError',
  'SyntaxError',
  'URIError',
  'ZodError',
  '$ZodError',
];

/**
 * Classes of SQLSTATE whose messages name nothing but tables, roles and the state of the server: connections, constraints,
 * transactions, authentication, names and rights, resources, operators. Others quote values, as does 42601 of searches.
 */
const PLAIN_STATES = /^(?:08|23|25|28|3D|40|53|55|57|58|42(?!601))/;

const PLACES = ['table_name', 'constraint_name', 'column_name', 'routine', 'severity'];

/**
 * The only shape in which errors reach a log: what they are, and where. Statements, their parameters, details and whatever
 * else hangs on an error stay behind, since they hold narratives, names and passwords.
 */
export function toldError(error: unknown, depth = 0): ToldError {
  if (!(error instanceof Error)) return { ...NOTHING, type: typeof error };
  const { cause } = error;
  const next = cause ?? (error instanceof AggregateError ? (error.errors as readonly unknown[])[0] : null);
  return {
    type: typeOf(error),
    code: codeOf(error),
    message: messageOf(error),
    place: placeOf(error),
    stack: framesOf(error),
    cause: next instanceof Error && depth < MOST_CAUSES ? toldError(next, depth + 1) : null,
  };
}

const NOTHING: ToldError = { type: 'unknown', code: null, message: null, place: {}, stack: [], cause: null };

/** The same for people: one line each for what it is and where it was. */
export function toldLines(error: unknown): string {
  const lines: string[] = [];
  for (let told: ToldError | null = toldError(error); told; told = told.cause) {
    const code = told.code === null ? '' : ` [${told.code}]`;
    lines.push(
      `${lines.length > 0 ? 'caused by ' : ''}${told.type}${code}: ${told.message ?? '(not told)'}`,
      ...told.stack,
    );
  }
  return `${lines.join('\n')}\n`;
}

function typeOf(error: Error): string {
  const { name } = error.constructor;
  return wordOf(name === 'Error' ? error.name : name) ?? 'Error';
}

function codeOf(error: Error): string | null {
  return 'code' in error ? wordOf(error.code) : null;
}

/** Short and plain, or nothing. */
function wordOf(value: unknown): string | null {
  return typeof value === 'string' && /^[$\w]{1,63}$/.test(value) ? value : null;
}

function messageOf(error: Error): string | null {
  const code = codeOf(error) ?? '';
  if (QUOTING.includes(error.name) || QUOTING.includes(error.constructor.name)) return null;
  const message = withoutSecrets(error.message.slice(0, LONGEST_MESSAGE));
  // What PostgreSQL quotes in these are names of ours.
  if (error.name === 'PostgresError') return PLAIN_STATES.test(code) ? message : null;
  // Node's own quote the argument that was wrong, and are told apart by their codes.
  if (code.startsWith('ERR_')) return null;
  return message.replace(/"[^"]*(?:"|$)/g, '"***"');
}

/** Passwords within addresses, and what follows the name of a scheme in a header. */
function withoutSecrets(text: string): string {
  return text
    .replace(/:\/\/[^\s/]{0,500}@/g, '://***@')
    .replace(/\bBearer [^\s"']{1,500}/gi, 'Bearer ***')
    .replace(/\beyJ[\w.-]{1,500}/g, '***')
    .replace(/\?[^\s"']{1,500}/g, '?***');
}

function placeOf(error: Error): Readonly<Record<string, string>> {
  if (error.name !== 'PostgresError') return {};
  const fields = new Map<string, unknown>(Object.entries(error));
  const known = PLACES.map((field) => [field, wordOf(fields.get(field))] as const);
  return Object.fromEntries(known.flatMap(([field, word]) => (word === null ? [] : [[field, word]])));
}

/** A stack begins with the message, which may have lines that look like frames: without finding it there, none is told. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  if (start < 0) return [];
  const lines = stack.slice(start + message.length).split('\n', MOST_FRAMES + 1);
  return lines.filter((line) => /^ {4}at \S/.test(line)).map(withoutSecrets);
}
