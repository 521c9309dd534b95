import { pdfOf } from '../../support/sample-documents.ts';
import type { Sending } from './asking.ts';
import {
  auditorOfNation,
  auditorOfUnit,
  everybody,
  whoCanBeRecorded,
  within,
  whoReportsForIt,
  whoSeesOrForbidden,
  whoSeesOrNotFound,
} from './expectations.ts';
import type { Expected, Rule } from './expectations.ts';
import { CYCLES, DOCUMENT } from './matrix-stages.ts';

export type Address = Readonly<{ path: string; rule: Rule; init?: Sending }>;

const UNIT = '64.71';
const DRAFT = `cycle=${CYCLES.drafting}&unit=${UNIT}`;
const UPLOAD = '/documents/uploads/0b6a3c1e-5d1f-4f0b-9d0e-3f6f1b2a4c5d';
const report = (cycle: string, unit = UNIT) => encodeURIComponent(btoa(`Report:${unit}/${cycle}`));

/** Every address there is, `/graphql` aside. */
export const ADDRESSES: readonly Address[] = [
  { path: '/health', rule: everybody },
  { path: '/ready', rule: everybody },
  { path: '/metrics', rule: always('NOT_FOUND') },
  // Without a login of its own a server has none of these.
  { path: '/oidc/auth', rule: always('NOT_FOUND') },
  // Nothing is signed in a told world: whoever may ask is told so.
  { path: '/log/checkpoint', rule: always('LOG_CANNOT_SIGN') },
  { path: '/log/tile/0/000', rule: always('NOT_FOUND') },
  exported('/log/tile/entries/000', forEntitled(auditorOfNation, 'NOT_FOUND')),
  exported(`/bundles/${UNIT}/${CYCLES.drafting}`, forEntitled(auditorOfUnit, 'LOG_CANNOT_SIGN')),
  exported(`/exports/answers.csv?${DRAFT}`, whoSeesOrForbidden),
  exported(`/exports/decisions.csv?${DRAFT}`, whoSeesOrForbidden),
  exported(`/exports/events.csv?${DRAFT}`, whoSeesOrForbidden),
  exported(`/exports/rankings.xlsx?cycle=${CYCLES.final}`, whoCanBeRecorded),
  written(`/imports/answers?${DRAFT}&validateOnly=true`, forEntitled(whoSeesOrForbidden, 'FILE_EMPTY'), {
    method: 'POST',
  }),
  exported(`/documents/${DOCUMENT.digest}?report=${report(CYCLES.drafting)}`, whoSeesOrNotFound),
  // Reports that do not refer to it open it for nobody: one that is published, one of the neighbour's.
  exported(`/documents/${DOCUMENT.digest}?report=${report(CYCLES.final)}`, signedInBut('NOT_FOUND')),
  exported(`/documents/${DOCUMENT.digest}?report=${report(CYCLES.unopened, '64.72')}`, signedInBut('NOT_FOUND')),
  written(`/documents?owner=${UNIT}%2Fdinas-uji`, whoReportsForIt, { method: 'PUT', body: new Uint8Array(pdfOf(500)) }),
  written(UPLOAD, signedInBut('404'), { method: 'HEAD' }),
  written(UPLOAD, signedInBut('NOT_FOUND'), { method: 'PATCH' }),
  written(UPLOAD, signedInBut('NOT_FOUND'), { method: 'DELETE' }),
];

function exported(path: string, rule: Rule): Address {
  return { path, rule: within('EXPORT', rule) };
}

function written(path: string, rule: Rule, init: Sending): Address {
  const asked = within('WRITE', rule);
  return { path, init, rule: init.method === 'HEAD' ? shown(asked) : asked };
}

function always(expected: Expected): Rule {
  return () => expected;
}

function signedInBut(expected: Expected): Rule {
  return ({ person }) => (person === null ? 'UNAUTHENTICATED' : expected);
}

/** HEAD is answered with a status alone. */
function shown(rule: Rule): Rule {
  return (identity) => {
    const expected = rule(identity);
    return { UNAUTHENTICATED: '401', TOKEN_SCOPE: '403' }[expected] ?? expected;
  };
}

/** Whoever may is told something else than the answer, which comes after the question whether they may. */
function forEntitled(rule: Rule, code: string): Rule {
  return (identity) => {
    const expected = rule(identity);
    return expected === 'ALLOWED' ? code : expected;
  };
}
