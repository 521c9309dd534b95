import { formatVerifierKey } from '../../merkle/key.ts';
import type { Fault } from './fault.ts';
import type { Verification } from './verify-bundle.ts';

/** Controls, marks that turn the direction of writing, and what else is not seen. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** For a person: one line for each thing that holds, and at the end what it comes to. */
export function printVerification(verification: Verification): string {
  const checks = verification.checks.map(({ name, detail }) => `ok  ${name}: ${detail}`);
  return `${[...checks, lastLine(verification)].map(printable).join('\n')}\n`;
}

/** 0: verified. 3: it agrees with itself, and that is all. 1: it does not hold. */
export function exitCodeOf({ outcome }: Verification): 0 | 1 | 3 {
  if (outcome === 'OK') return 0;
  return outcome === 'OWN_KEY_ONLY' ? 3 : 1;
}

/** What a bundle says MUST NOT end a line or steer a terminal: it could write a verdict of its own. */
function printable(line: string): string {
  return line.replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

function lastLine({ outcome, asOf, keys }: Verification): string {
  if (outcome === 'OK') return `verified: complete as of position ${asOf}`;
  if (outcome !== 'OWN_KEY_ONLY') return `FAILED ${faultWords(outcome.fault)}`;
  return `consistent, but signed by a key this bundle brought along: ${keys.map(formatVerifierKey).join(', ')}`;
}

function faultWords({ file, sentence, position, stream }: Fault): string {
  const place = position === undefined ? '' : ` (position ${position}${stream === undefined ? '' : ` of ${stream}`})`;
  return `${file}: ${sentence}${place}`;
}
