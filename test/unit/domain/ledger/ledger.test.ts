import { describe, expect, it } from 'vitest';

import { ledger, signingKeys } from '../../../../src/domain/ledger/index.ts';
import type { LedgerEvent } from '../../../../src/domain/ledger/index.ts';
import { upcast } from '../../../../src/domain/upcast.ts';
import { cast, NOW } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(ledger);

const SYSTEM = { person: 'system', grants: [], now: NOW, head: 20 };
const ADMINISTRATOR = { ...cast.administrator, now: NOW, head: 20 };
const ORIGIN = 'example.org/jejak/demo';
const KEY = `${ORIGIN}+c74f20a3+${'A'.repeat(44)}`;
const NEXT = `${ORIGIN}+033de0ae+${'B'.repeat(44)}`;
const OTHER = `example.org/fork+033de0ae+${'C'.repeat(44)}`;
const ROOT = `sha256:${'0'.repeat(64)}` as const;
const LATER = '2027-01-01T00:00:00.000Z';

const open = { type: 'OpenLedger', origin: ORIGIN, demo: true, key: KEY } as const;
const end = { type: 'EndDemo', stories: ['A', 'B'] } as const;
const rotate = { type: 'RotateSigningKey', key: NEXT, retiresAt: LATER } as const;
const seal = { type: 'SealStreamHeads', position: 20, streams: 3, root: ROOT } as const;
const fork = {
  type: 'ForkLedger',
  origin: 'example.org/fork',
  key: OTHER,
  oldCheckpoint: 'the checkpoint',
  keptSize: 20,
  reason: 'The backup lacks the last day.',
} as const;

function opened(demo: boolean): LedgerEvent {
  return { type: 'LedgerOpened', data: { origin: ORIGIN, demo, key: KEY } };
}

const told: LedgerEvent = { type: 'DemoTold', data: { stories: ['A', 'B'] } };
const rotated: LedgerEvent = { type: 'SigningKeyRotated', data: { key: NEXT, retiring: KEY, retiresAt: LATER } };
const forkedData = {
  origin: fork.origin,
  key: fork.key,
  oldOrigin: ORIGIN,
  oldCheckpoint: fork.oldCheckpoint,
  keptSize: fork.keptSize,
  reason: fork.reason,
};
const sealed: LedgerEvent = { type: 'StreamHeadsSealed', data: { position: 20, streams: 3, root: ROOT } };

describe('OpenLedger', () => {
  it('is the first thing that happens, and says who signs and whether stories may be told', () => {
    given().when(open, SYSTEM).then(opened(true));
    given()
      .when({ ...open, demo: false }, SYSTEM)
      .then(opened(false));
  });

  it('is refused a second time', () => {
    given(opened(true)).when(open, SYSTEM).refused({ code: 'LEDGER_OPEN' });
  });

  it('is done by SYSTEM only', () => {
    given().when(open, ADMINISTRATOR).refused({ code: 'NOT_ALLOWED' });
  });
});

describe('EndDemo', () => {
  it('says which stories were told', () => {
    given(opened(true)).when(end, SYSTEM).then(told);
    expect(given(opened(true), told).state).toMatchObject({ phase: 'open', demo: true, told: true });
  });

  it('is refused a second time', () => {
    given(opened(true), told).when(end, SYSTEM).refused({ code: 'DEMO_TOLD' });
  });

  it('is refused where the ledger is no demo or not opened', () => {
    given(opened(false)).when(end, SYSTEM).refused({ code: 'NOT_A_DEMO' });
    given().when(end, SYSTEM).refused({ code: 'NOT_A_DEMO' });
  });
});

describe('RotateSigningKey', () => {
  it('names the new key and until when the one before signs along', () => {
    given(opened(false)).when(rotate, SYSTEM).then(rotated);
  });

  it('is refused for a key the ledger has named before', () => {
    given(opened(false))
      .when({ ...rotate, key: KEY }, SYSTEM)
      .refused({ code: 'KEY_KNOWN' });
  });

  it('is refused before the ledger is open, and to everybody but SYSTEM', () => {
    given().when(rotate, SYSTEM).refused({ code: 'LEDGER_NOT_OPEN' });
    given(opened(false)).when(rotate, ADMINISTRATOR).refused({ code: 'NOT_ALLOWED' });
  });

  it('leaves both keys signing until the old one retires', () => {
    const { state } = given(opened(false), rotated);

    expect(state.phase === 'open' && signingKeys(state, NOW)).toEqual([KEY, NEXT]);
    expect(state.phase === 'open' && signingKeys(state, LATER)).toEqual([NEXT]);
  });
});

describe('SealStreamHeads', () => {
  it('states the root over the heads of all streams', () => {
    given(opened(false)).when(seal, SYSTEM).then(sealed);
  });

  it('is refused for what is sealed already and for what is not there yet', () => {
    given(opened(false), sealed).when(seal, SYSTEM).refused({ code: 'SEALED_ALREADY' });
    given(opened(false))
      .when({ ...seal, position: 21 }, SYSTEM)
      .refused({ code: 'SEALED_ALREADY' });
  });
});

describe('ForkLedger', () => {
  it('goes on under another name and key, and says what is left of the old log', () => {
    given(opened(false)).when(fork, SYSTEM).then({ type: 'LedgerForked', data: forkedData });
  });

  it('is refused under the name or key it had', () => {
    given(opened(false))
      .when({ ...fork, origin: ORIGIN }, SYSTEM)
      .refused({ code: 'KEY_KNOWN' });
    given(opened(false))
      .when({ ...fork, key: KEY }, SYSTEM)
      .refused({ code: 'KEY_KNOWN' });
  });

  it('is refused where an entry came in after the entries were counted', () => {
    given(opened(false))
      .when({ ...fork, keptSize: 19 }, SYSTEM)
      .refused({ code: 'CHANGED_SINCE_SEEN', path: ['keptSize'] });
  });

  it('leaves only the new key signing', () => {
    const { state } = given(opened(false), rotated, {
      type: 'LedgerForked',
      data: forkedData,
    });

    expect(state.phase === 'open' && signingKeys(state, NOW)).toEqual([OTHER]);
    expect(state).toMatchObject({ origin: 'example.org/fork' });
  });
});

describe('a ledger that was opened before logs had keys', () => {
  it('reads as one without a key', () => {
    expect(upcast('LedgerOpened', 1, { origin: ORIGIN, demo: true })).toEqual({
      type: 'LedgerOpened',
      data: { origin: ORIGIN, demo: true, key: null },
    });
  });

  it('does not take the members of the later version', () => {
    expect(() => upcast('LedgerOpened', 1, { origin: ORIGIN, demo: true, key: KEY })).toThrow();
    expect(() => upcast('LedgerOpened', 2, { origin: ORIGIN, demo: true })).toThrow();
    expect(() => upcast('LedgerOpened', 3, { origin: ORIGIN, demo: true, key: KEY })).toThrow('unknown');
  });
});
