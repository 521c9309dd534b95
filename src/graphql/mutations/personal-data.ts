import { z } from 'zod';

import { text } from '../../domain/event.ts';
import { personAnswer } from './answers.ts';
import { defineMutation } from './define.ts';
import { optional, trimmed } from './field.ts';
import { optionalWords, person, words } from './members.ts';

/** As people write them: digits, and what they put between them. */
const Phone = z.string().regex(/^\+?\d[\d ()-]{5,24}$/);

/** NIK: 16 digits. NIP: 18. */
const IdentityNumber = z.string().regex(/^(\d{16}|\d{18})$/);

/** What is sealed of a person: entries hold commitments only. */
export const personalFields = {
  name: optionalWords(200, 'What they are called. Sealed: it can be erased.'),
  phone: optional(trimmed(Phone, 'Where they can be called. Sealed: it can be erased.')),
  identityNumber: optional(trimmed(IdentityNumber, 'NIK (16 digits) or NIP (18 digits). Sealed: it can be erased.')),
};

defineMutation({
  name: 'updatePersonalData',
  loginOnly: true,
  description:
    'Says anew what is known of a person, all of it: what is absent is no longer known. For administrators, and for the person.',
  fields: { person, ...personalFields },
  command: ({ person: subject, name, phone, identityNumber }) => ({
    type: 'UpdatePersonalData',
    subject,
    personal: { name, phone, identityNumber },
  }),
  answer: personAnswer,
});

defineMutation({
  name: 'erasePerson',
  loginOnly: true,
  description:
    'Destroys for ever all that is sealed for a person, their questions and answers included, and ends all their rights. What they did stays, under their opaque id.',
  fields: {
    person,
    ground: words(
      500,
      'Why, as in "Article 8 of the Personal Data Protection Law"; it is recorded, so it names nobody.',
    ),
    authority: trimmed(text(300), 'Who ordered it, as a function; it is recorded, so it names nobody.'),
  },
  command: ({ person: subject, ground, authority }) => ({ type: 'ErasePerson', subject, ground, authority }),
  answer: personAnswer,
});
