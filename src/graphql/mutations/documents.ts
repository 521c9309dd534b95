import { defineMutation } from './define.ts';
import { digest, words } from './members.ts';

defineMutation({
  name: 'eraseDocument',
  description:
    'Has the bytes of a document destroyed, wherever it is referred to. Its digest stays in the ledger, and everything that was decided on it stands.',
  loginOnly: true,
  fields: {
    digest: digest('Of its bytes.'),
    ground: words(1000, 'On which ground of law.'),
    authority: words(500, 'Who ordered it; an office or a decision, never the name of a person.'),
  },
  command: ({ digest, ground, authority }) => ({ type: 'EraseDocument', digest, ground, authority }),
  answer: (t) => ({
    digest: t.field({ type: 'Digest', description: 'Whose bytes are gone.', resolve: ({ input }) => input.digest }),
  }),
});
