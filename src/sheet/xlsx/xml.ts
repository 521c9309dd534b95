import sax from 'sax';

import type { Package } from './package.ts';
import { Unreadable } from './unreadable.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What is done with the elements of a part, named without their prefix. */
export type Handlers = Readonly<{
  open: (name: string, attributes: Attributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}>;

/**
 * Reads a part of a workbook as XML. Declarations of types and entities are refused: no workbook needs them, and they are
 * how XML reaches for other files (XXE) and grows without end (billion laughs).
 */
export async function readXml(workbook: Package, path: string, { open, close, text }: Handlers): Promise<void> {
  const parser = sax.parser(true);
  parser.ondoctype = unsafe;
  parser.onsgmldeclaration = unsafe;
  parser.onerror = malformed;
  // Without the option `xmlns`, attributes come as texts.
  parser.onopentag = ({ name, attributes }) => open(localName(name), attributes as Attributes);
  parser.onclosetag = (name) => close?.(localName(name));
  parser.ontext = (piece) => text?.(piece);
  parser.oncdata = (piece) => text?.(piece);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of workbook.read(path)) parser.write(decoded(decoder, piece));
  parser.write(decoded(decoder)).close();
}

function decoded(decoder: TextDecoder, piece?: Buffer): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw new Unreadable('WORKBOOK_MALFORMED');
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function unsafe(): never {
  throw new Unreadable('WORKBOOK_UNSAFE');
}

function malformed(): never {
  throw new Unreadable('WORKBOOK_MALFORMED');
}
