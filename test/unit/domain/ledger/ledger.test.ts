import { describe, expect, it } from 'vitest';

import { ledger } from '../../../../src/domain/ledger/index.ts';
import type { LedgerEvent } from '../../../../src/domain/ledger/index.ts';
import { cast, NOW } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(ledger);

const SYSTEM = { person: 'system', grants: [], now: NOW };
const open = { type: 'OpenLedger', origin: 'example.org/jejak/demo', demo: true } as const;
const end = { type: 'EndDemo', stories: ['A', 'B'] } as const;

function opened(demo: boolean): LedgerEvent {
  return { type: 'LedgerOpened', data: { origin: 'example.org/jejak/demo', demo } };
}

const told: LedgerEvent = { type: 'DemoTold', data: { stories: ['A', 'B'] } };

describe('OpenLedger', () => {
  it('is the first thing that happens, and says whether stories may be told', () => {
    given().when(open, SYSTEM).then(opened(true));
    given()
      .when({ ...open, demo: false }, SYSTEM)
      .then(opened(false));
  });

  it('is refused a second time', () => {
    given(opened(true)).when(open, SYSTEM).refused({ code: 'LEDGER_OPEN' });
  });

  it('is done by SYSTEM only', () => {
    given()
      .when(open, { ...cast.administrator, now: NOW })
      .refused({ code: 'NOT_ALLOWED' });
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
