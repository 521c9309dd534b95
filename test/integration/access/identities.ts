/** A right as a person of the matrix holds it. What it opens is said in `expectations.ts`, by the words of the design. */
export type Right = Readonly<{
  role:
    | 'ADMINISTRATOR'
    | 'COORDINATOR'
    | 'REPORTER'
    | 'PROVINCIAL_REVIEWER'
    | 'REGIONAL_REVIEWER'
    | 'ASSESSOR'
    | 'INSPECTOR'
    | 'MEDIATOR'
    | 'AUDITOR';
  /** null: the nation. */
  place: string | null;
  organization?: string;
  /** LIVE unless it is said otherwise. */
  state?: 'EXPIRED' | 'FUTURE' | 'REVOKED' | 'LENT' | 'LOST_BY_LENDER' | 'ERASED';
  /** Opened by the person themselves: the place and its organizations, nothing below. */
  glass?: true;
}>;

/** `scopes`: asks with a token of a machine that was issued for these. */
export type Identity = Readonly<{ person: string | null; rights: readonly Right[]; scopes?: readonly Scope[] }>;

export type Scope = 'READ' | 'WRITE' | 'EXPORT';

function one(person: string, right: Right): Identity {
  return { person, rights: [right] };
}

/** Broke the glass long ago. */
export const SHUT = 'glass-shut';

/** Everybody who asks everything. The report that is asked for is that of 64.71; `dinas-uji` answers in it. */
export const IDENTITIES: readonly Identity[] = [
  { person: null, rights: [] },
  { person: 'unknown', rights: [] },
  { person: 'rightless', rights: [] },
  one('administrator', { role: 'ADMINISTRATOR', place: null }),
  one('administrator-64', { role: 'ADMINISTRATOR', place: '64' }),
  one('auditor', { role: 'AUDITOR', place: null }),
  one('auditor-64', { role: 'AUDITOR', place: '64' }),
  one('auditor-64.71', { role: 'AUDITOR', place: '64.71' }),
  one('auditor-64.72', { role: 'AUDITOR', place: '64.72' }),
  one('assessor-1', { role: 'ASSESSOR', place: null }),
  one('assessor-64', { role: 'ASSESSOR', place: '64' }),
  one('assessor-63', { role: 'ASSESSOR', place: '63' }),
  one('provincial-64', { role: 'PROVINCIAL_REVIEWER', place: '64' }),
  one('provincial-63', { role: 'PROVINCIAL_REVIEWER', place: '63' }),
  one('reviewer', { role: 'REGIONAL_REVIEWER', place: '64' }),
  one('regional-63', { role: 'REGIONAL_REVIEWER', place: '63' }),
  one('regional-64.71', { role: 'REGIONAL_REVIEWER', place: '64.71' }),
  one('regional-64.72', { role: 'REGIONAL_REVIEWER', place: '64.72' }),
  one('coordinator', { role: 'COORDINATOR', place: '64.71' }),
  one('neighbour', { role: 'COORDINATOR', place: '64.72' }),
  one('coordinator-64', { role: 'COORDINATOR', place: '64' }),
  one('coordinator-balai', { role: 'COORDINATOR', place: '63', organization: 'BALAI-2' }),
  one('reporter', { role: 'REPORTER', place: '64.71', organization: 'dinas-uji' }),
  one('reporter-other', { role: 'REPORTER', place: '64.71', organization: 'dinas-lain' }),
  one('reporter-64.72', { role: 'REPORTER', place: '64.72', organization: 'dinas-uji' }),
  one('reporter-balai', { role: 'REPORTER', place: '63', organization: 'BALAI-2' }),
  one('inspector-64', { role: 'INSPECTOR', place: '64' }),
  one('mediator-64.72', { role: 'MEDIATOR', place: '64.72' }),
  one('expired', { role: 'COORDINATOR', place: '64.71', state: 'EXPIRED' }),
  one('future', { role: 'COORDINATOR', place: '64.71', state: 'FUTURE' }),
  one('revoked', { role: 'COORDINATOR', place: '64.71', state: 'REVOKED' }),
  one('deputy', { role: 'COORDINATOR', place: '64.71', state: 'LENT' }),
  one('erased', { role: 'COORDINATOR', place: '64.71', state: 'ERASED' }),
  { ...one('machine-reads', { role: 'COORDINATOR', place: '64.71' }), scopes: ['READ'] },
  { ...one('machine-writes', { role: 'COORDINATOR', place: '64.71' }), scopes: ['WRITE'] },
  { ...one('machine-exports', { role: 'AUDITOR', place: null }), scopes: ['EXPORT'] },
  { ...one('machine-administers', { role: 'ADMINISTRATOR', place: null }), scopes: ['READ', 'WRITE', 'EXPORT'] },
  { ...one('machine-audits', { role: 'AUDITOR', place: '63' }), scopes: ['READ', 'WRITE', 'EXPORT'] },
  one('deputy-of-nobody', { role: 'ASSESSOR', place: null, state: 'LOST_BY_LENDER' }),
  {
    person: 'mixed',
    rights: [
      { role: 'REPORTER', place: '64.71', organization: 'dinas-uji' },
      { role: 'REGIONAL_REVIEWER', place: '64' },
    ],
  },
  {
    person: 'administers-and-assesses',
    rights: [
      { role: 'ADMINISTRATOR', place: null },
      { role: 'ASSESSOR', place: null },
    ],
  },
  {
    person: 'glass-broken',
    rights: [
      { role: 'AUDITOR', place: '63' },
      { role: 'AUDITOR', place: '64.71', glass: true },
    ],
  },
  {
    person: SHUT,
    rights: [
      { role: 'AUDITOR', place: '64.72' },
      { role: 'AUDITOR', place: '64.71', glass: true, state: 'EXPIRED' },
    ],
  },
  {
    person: 'glass-elsewhere',
    rights: [
      { role: 'AUDITOR', place: '63' },
      { role: 'AUDITOR', place: '64', glass: true },
    ],
  },
];
