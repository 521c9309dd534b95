/** What went wrong with a folder, as a sentence for the person who chose it. */
export function diskSentence(path: string, error: unknown): string {
  const code = typeof error === 'object' && error && 'code' in error ? String(error.code) : '';
  return (SENTENCES[code] ?? ((where) => `The folder ${where} cannot be used: ${String(error)}`))(path);
}

const notAFolder = (path: string): string => `${path} is not a folder; set JEJAK_HOME to one.`;
const notWritable = (path: string): string => `The folder ${path} cannot be written; set JEJAK_HOME to one that can.`;
const full = (path: string): string => `The disk that holds ${path} is full; free some space and start again.`;

const SENTENCES: Readonly<Record<string, (path: string) => string>> = {
  EEXIST: notAFolder,
  ENOTDIR: notAFolder,
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: notWritable,
  ENOENT: notWritable,
  ENOSPC: full,
  EDQUOT: full,
};
