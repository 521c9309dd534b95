import { describe, expect, it } from 'vitest';

import {
  apiTokenHash,
  isLikeApiToken,
  person,
  readApiToken,
  writeApiToken,
} from '../../../../src/domain/person/index.ts';
import type { PersonCommand, PersonEvent } from '../../../../src/domain/person/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import { plusDays } from '../../../../src/kernel/instant.ts';
import { held, NOW } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(person);

const SECRET = 'ab'.repeat(32);
const HASH = apiTokenHash(SECRET);

const registered: PersonEvent = {
  type: 'PersonRegistered',
  data: { person: 'p-7', label: 'coordinator', personal: null },
};

const idOf = (index: number): string => index.toString(16).padStart(24, '0');

function issued(index = 0, validUntil = plusDays(NOW, 30)): PersonEvent {
  const data = { person: 'p-7', token: idOf(index), hash: HASH, label: 'impor', scopes: ['READ' as const], validUntil };
  return { type: 'ApiTokenIssued', data };
}

function issue(validUntil = plusDays(NOW, 30), index = 0): PersonCommand {
  return {
    type: 'IssueApiToken',
    subject: 'p-7',
    token: idOf(index),
    hash: HASH,
    label: 'impor',
    scopes: ['READ'],
    validUntil,
  };
}

const revoke: PersonCommand = { type: 'RevokeApiToken', subject: 'p-7', token: idOf(0), reason: 'stopped' };
const revoked: PersonEvent = { type: 'ApiTokenRevoked', data: { person: 'p-7', token: idOf(0), reason: 'stopped' } };

function asking(who = 'p-7', role: 'COORDINATOR' | 'ADMINISTRATOR' = 'COORDINATOR') {
  const jurisdiction = role === 'ADMINISTRATOR' ? null : '64.71';
  return {
    person: who,
    grants: held(who, { role, jurisdiction }).grants,
    now: NOW,
    place: null,
    commitmentOf: digestOf,
  };
}

describe('IssueApiToken', () => {
  it('gives a token to a machine of whoever asks', () => {
    given(registered).when(issue(), asking()).then(issued());
  });

  it('is nobody else’s to ask for, also no administrator’s, nor of whoever holds no right', () => {
    given(registered).when(issue(), asking('p-8', 'ADMINISTRATOR')).refused({ code: 'NOT_ALLOWED' });
    given(registered)
      .when(issue(), { ...asking(), grants: [] })
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('ends within 366 days and after now', () => {
    given(registered)
      .when(issue(plusDays(NOW, 366)), asking())
      .then(issued(0, plusDays(NOW, 366)));
    given(registered)
      .when(issue(plusDays(NOW, 367)), asking())
      .refused({ code: 'API_TOKEN_TOO_LONG', path: ['validUntil'] });
    given(registered)
      .when(issue(NOW), asking())
      .refused({ code: 'VALIDITY_REVERSED', path: ['validUntil'] });
  });

  it('stops at 20 that hold; those that were revoked or are over do not count', () => {
    const live = Array.from({ length: 20 }, (_none, index) => issued(index));

    given(registered, ...live)
      .when(issue(undefined, 99), asking())
      .refused({ code: 'API_TOKENS_TOO_MANY' });
    given(registered, ...live, revoked)
      .when(issue(undefined, 99), asking())
      .then(issued(99));
    given(registered, ...live.slice(1), issued(0, NOW))
      .when(issue(undefined, 99), asking())
      .then(issued(99));
  });
});

describe('RevokeApiToken', () => {
  it('is its person’s, and any administrator’s', () => {
    given(registered, issued()).when(revoke, asking()).then(revoked);
    given(registered, issued()).when(revoke, asking('p-8', 'ADMINISTRATOR')).then(revoked);
    given(registered, issued()).when(revoke, asking('p-8')).refused({ code: 'NOT_ALLOWED' });
  });

  it('is refused for what is no token of theirs, and a second time', () => {
    given(registered)
      .when(revoke, asking())
      .refused({ code: 'API_TOKEN_UNKNOWN', path: ['id'] });
    given(registered, issued(), revoked)
      .when(revoke, asking())
      .refused({ code: 'API_TOKEN_UNKNOWN', path: ['id'] });
  });
});

describe('The text of a token', () => {
  const text = writeApiToken({ id: idOf(1), secret: SECRET });

  it('is read as it was written, and names itself', () => {
    expect(readApiToken(text)).toEqual({ id: idOf(1), secret: SECRET });
    expect(isLikeApiToken(text)).toBe(true);
  });

  it('is none with any one digit changed', () => {
    for (let at = 'jejak_'.length; at < text.length; at += 1) {
      const other = text[at] === '0' ? '1' : '0';
      expect(readApiToken(text.slice(0, at) + other + text.slice(at + 1))).toBeNull();
    }
  });
});
