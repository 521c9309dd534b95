const ENCODED = { '\\': '\\\\', '(': '\\(', ')': '\\)' } as const;

/** Characters of a line that fit the width of the page at the size of its text. */
const LINE = 70;

/**
 * A valid PDF (ISO 32000-1) of one page with one paragraph per text. The same texts are the same bytes, all of them ASCII, so
 * that the digest of what is told is the digest of what is stored.
 */
export function samplePdf(texts: readonly string[]): string {
  const lines = texts.flatMap((text) => [...wrapped(asciiOf(text)), '']);
  const content = `BT /F1 12 Tf 16 TL 60 780 Td ${lines.map((line) => `(${escaped(line)}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  return withCrossReferences(objects);
}

/** Readers find an object by its offset, which takes ten digits (§7.5.4). */
function withCrossReferences(objects: readonly string[]): string {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}`;
  return `${body}${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function asciiOf(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u2010-\u2015]/gu, '-')
    .replaceAll(/[^\x20-\x7e]/gu, '');
}

function escaped(line: string): string {
  // The pattern finds the characters that ENCODED knows, and no others.
  return line.replaceAll(/[\\()]/gu, (character) => ENCODED[character as keyof typeof ENCODED]);
}
