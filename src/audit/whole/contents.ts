import type { Row } from 'postgres';

import type { Digest } from '../../kernel/digest.ts';
import { digestOf } from '../../kernel/digest.ts';
import { counted, passed, quoted } from './fault.ts';
import type { Check, Finding, Snapshot } from './fault.ts';
import { openRows } from './rows.ts';

type ContentRow = Row & Readonly<{ digest: string; content: string }>;

/** An edition of an instrument is about a megabyte of text. */
const PAGE = 10;

/** Every text hashes to the digest it is found by, and no edition that was published is missing. */
export function createContentsCheck(sql: Snapshot): Check {
  const published = new Map<Digest, number>();

  const take: Check['take'] = (entries) => {
    for (const { event } of entries) {
      if (event.type === 'InstrumentPublished') published.set(event.data.digest, event.position);
    }
    return Promise.resolve(null);
  };

  const end: Check['end'] = async () => {
    const query = 'select digest, content from ledger_content order by digest';
    const rows = await openRows<ContentRow>(sql, { name: 'verify_content', query, size: PAGE });
    const missing = new Map<string, number>(published);
    let contents = 0;
    for (let page = await rows.page(); page.length > 0; page = await rows.page()) {
      const wrong = page.find(({ digest, content }) => digestOf(content) !== digest);
      if (wrong) return altered(wrong, missing.get(wrong.digest) ?? null);
      for (const { digest } of page) missing.delete(digest);
      contents += page.length;
    }
    const [lost] = missing;
    return lost ? gone(...lost) : passed(counted(contents, 'text'));
  };

  return { name: 'contents', take, end };
}

function altered({ digest, content }: ContentRow, position: number | null): Finding {
  const sentence = `the text of ${quoted(digest)} hashes to ${digestOf(content)}`;
  return { position, table: 'ledger_content', key: digest, sentence };
}

function gone(digest: string, position: number): Finding {
  return {
    position,
    table: 'ledger_content',
    key: digest,
    sentence: `the edition that it published is gone: ${digest}`,
  };
}
