import { describe, expect, it } from 'vitest';

import { documentName, FILES } from '../../../src/audit/bundle/format.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { later } from '../../support/later-story.ts';
import { described, DOCUMENT, sampleFiles, STORY } from '../../support/sample-bundle.ts';
import type { SampleFiles } from '../../support/sample-bundle.ts';
import { faultOf } from './faults.ts';
import { detailOf, verified } from './later.ts';

type Erased = Readonly<{ files: SampleFiles; position: number }>;

/** The sample bundle, which brings one document along, of a ledger in which a document was destroyed at last. */
function erasing(digest: Digest): Erased {
  const on = later(STORY);
  const data = { digest, ground: 'Article 16', authority: 'A court' };
  const position = on.happens(`document/${digest}`, { type: 'DocumentBytesErased', data }, 'administrator');
  return { files: sampleFiles({ story: on.story() }), position };
}

describe('A bundle of a report of which a document was destroyed', () => {
  const digest = digestOf(DOCUMENT);
  const { files, position } = erasing(digest);

  it('verifies without it, and names the entry', async () => {
    const without = described(new Map([...files].filter(([name]) => name !== documentName(digest))));

    const verification = await verified(without);

    expect(verification.outcome).toBe('OK');
    expect(detailOf(verification, 'documents')).toContain(`${documentName(digest)} (erased by entry ${position})`);
  });

  it('fails where it is brought along all the same', async () => {
    expect(await faultOf(files)).toMatchObject({
      file: documentName(digest),
      sentence: `Entry ${position} had it destroyed.`,
    });
  });

  it('fails where the report does not name what was destroyed', async () => {
    const foreign = erasing(digestOf('a document of another report'));

    expect(await faultOf(foreign.files)).toMatchObject({
      file: FILES.events,
      position: foreign.position,
      sentence: 'No entry of the report names the document that it had destroyed.',
    });
  });
});
