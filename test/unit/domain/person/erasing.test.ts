import { describe, expect, it } from 'vitest';

import { person, personSentences } from '../../../../src/domain/person/index.ts';
import type { PersonEvent, PersonFacts } from '../../../../src/domain/person/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import { cast, held, NOW } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(person);

const registered: PersonEvent = {
  type: 'PersonRegistered',
  data: { person: 'p-7', label: 'assessor 2', personal: null },
};
const granted: PersonEvent = {
  type: 'RoleGranted',
  data: {
    person: 'p-7',
    role: 'ASSESSOR',
    jurisdiction: null,
    organization: null,
    validFrom: '2025-01-01T00:00:00.000Z',
    validUntil: null,
  },
};
const ground = { ground: 'They asked for it.', authority: 'Data protection officer' };
const erase = { type: 'ErasePerson', subject: 'p-7', ...ground } as const;
const erased: PersonEvent = { type: 'PersonErased', data: { person: 'p-7', ...ground } };

const known = { name: 'Siti Aminah', phone: null, identityNumber: '6471015509900001' };
const committed = { name: digestOf('Siti Aminah'), phone: null, identityNumber: digestOf('6471015509900001') };
const update = { type: 'UpdatePersonalData', subject: 'p-7', personal: known } as const;
const updated: PersonEvent = { type: 'PersonalDataUpdated', data: { person: 'p-7', personal: committed } };

function asking({ person: who, grants }: Person): PersonFacts {
  return { person: who, grants, now: NOW, place: null, commitmentOf: digestOf };
}

const ADMINISTRATOR = asking(cast.administrator);

describe('what is known of a person', () => {
  it('is recorded by commitment, never as it was said', () => {
    const register = { type: 'RegisterPerson', subject: 'p-7', label: 'assessor 2', personal: known } as const;

    given()
      .when(register, ADMINISTRATOR)
      .then({ type: 'PersonRegistered', data: { person: 'p-7', label: 'assessor 2', personal: committed } });
    given(registered).when(update, ADMINISTRATOR).then(updated);
  });

  it('is said anew by administrators and by the person, under a right they hold', () => {
    given(registered)
      .when(update, asking(held('p-7', { role: 'ASSESSOR' })))
      .then(updated);
    given(registered).when(update, asking(cast.assessor1)).refused({ code: 'NOT_ALLOWED' });
    given(registered)
      .when(update, asking({ person: 'p-7', grants: [] }))
      .refused({ code: 'NOT_ALLOWED' });
    given().when(update, ADMINISTRATOR).refused({ code: 'PERSON_UNKNOWN' });
  });
});

describe('ErasePerson', () => {
  it('ends every right of the person at that moment', () => {
    given(registered, granted).when(erase, ADMINISTRATOR).then(erased);
    expect(given(registered, granted, { ...erased, at: NOW }).state).toMatchObject({
      erased: true,
      grants: [{ revokedAt: NOW }],
    });
  });

  it('is for administrators of the nation, and for nobody else', () => {
    for (const one of [
      cast.assessor1,
      cast.auditor,
      cast.coordinator,
      held('x', { role: 'ADMINISTRATOR', jurisdiction: '64' }),
    ])
      given(registered).when(erase, asking(one)).refused({ code: 'NOT_ALLOWED' });
    given(registered)
      .when(erase, asking({ person: 'system', grants: [] }))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('is refused of oneself, so that the last administrator stays', () => {
    given(registered)
      .when(erase, asking({ ...cast.administrator, person: 'p-7' }))
      .refused({ code: 'SELF_ERASE' });
  });

  it('is refused for somebody unknown, and the second time', () => {
    given().when(erase, ADMINISTRATOR).refused({ code: 'PERSON_UNKNOWN' });
    given(registered, erased).when(erase, ADMINISTRATOR).refused({ code: 'PERSON_ERASED' });
  });

  it('leaves nothing that can be done about the person', () => {
    const after = given(registered, granted, erased);

    after
      .when({ type: 'RegisterPerson', subject: 'p-7', label: 'again' }, ADMINISTRATOR)
      .refused({ code: 'PERSON_ERASED' });
    after.when(update, ADMINISTRATOR).refused({ code: 'PERSON_ERASED' });
    after
      .when({ type: 'RevokeRole', subject: 'p-7', grant: 2, reason: 'Gone.' }, ADMINISTRATOR)
      .refused({ code: 'PERSON_ERASED' });
  });

  it('is told in both languages, as is what was said anew', () => {
    expect(personSentences.PersonErased(erased.data)).toEqual({
      id: 'Data pribadi p-7 dihapus dan semua haknya berakhir, atas perintah Data protection officer: They asked for it.',
      en: 'The personal data of p-7 were erased and all their rights ended, as ordered by Data protection officer: They asked for it.',
    });
    expect(personSentences.PersonalDataUpdated(updated.data).en).toBe('The personal data of p-7 were updated.');
  });
});
