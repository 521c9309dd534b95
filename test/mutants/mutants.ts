/** One rule broken: a text of a source, and what stands there instead. */
export type Mutant = Readonly<{ name: string; file: string; from: string; to: string }>;

/** Each of them lets somebody see or do what they may not, or keeps from somebody what they may. */
export const mutants: readonly Mutant[] = [
  {
    name: 'every right reaches every unit',
    file: 'src/domain/access.ts',
    from: 'if (root === null) return true;',
    to: 'if (root !== undefined) return true;',
  },
  {
    name: 'rights do not end by time',
    file: 'src/domain/access.ts',
    from: 'if (grant.validUntil !== null && now >= grant.validUntil) return false;',
    to: '',
  },
  {
    name: 'rights begin before their time',
    file: 'src/domain/access.ts',
    from: 'if (now < grant.validFrom) return false;',
    to: '',
  },
  {
    name: 'revoked rights go on',
    file: 'src/domain/access.ts',
    from: 'return grant.revokedAt === null || now < grant.revokedAt;',
    to: 'return true;',
  },
  {
    name: 'what was lent outlives the right it was lent from',
    file: 'src/domain/access.ts',
    from: 'return ended !== null && (grant.revokedAt === null || ended < grant.revokedAt)',
    to: 'return ended === grant',
  },
  {
    name: 'whoever reports reaches the places below',
    file: 'src/domain/access.ts',
    from: 'return !reports(role) && !isGlass(brokenUnder);',
    to: 'return !isGlass(brokenUnder);',
  },
  {
    name: 'a broken glass opens the places below',
    file: 'src/domain/access.ts',
    from: 'return !reports(role) && !isGlass(brokenUnder);',
    to: 'return !reports(role);',
  },
  {
    name: 'the organization of a reporter is not asked',
    file: 'src/domain/access.ts',
    from: 'return grant.organization === null || grant.organization === need.organization;',
    to: 'return true;',
  },
  {
    name: 'any role does',
    file: 'src/domain/access.ts',
    from: 'if (!need.roles.includes(grant.role)) return false;',
    to: '',
  },
  {
    name: 'two eyes are enough',
    file: 'src/domain/report/four-eyes.ts',
    from: "return { code: 'OWN_UNIT' };",
    to: 'return null;',
  },
  {
    name: 'whoever hands out roles decides',
    file: 'src/domain/report/four-eyes.ts',
    from: "return decides && administers ? { code: 'ADMINISTRATOR_NEVER_SCORES' } : null;",
    to: 'return null;',
  },
  {
    name: 'every report is seen in full',
    file: 'src/view/visibility.ts',
    from: "if (maySee(viewer, unit)) return 'FULL';",
    to: "if (viewer.now) return 'FULL';",
  },
  {
    name: 'every entry is read',
    file: 'src/view/events.ts',
    from: 'if (oversees(viewer)) return undefined;',
    to: 'if (viewer.now) return undefined;',
  },
  {
    name: 'every entry is found by its id',
    file: 'src/view/visibility.ts',
    from: 'if (unit !== null) return maySee(viewer, unit);',
    to: 'if (unit !== null) return true;',
  },
  {
    name: 'any right over the nation oversees it',
    file: 'src/view/visibility.ts',
    from: "(grant.role === 'AUDITOR' || grant.role === 'ADMINISTRATOR')",
    to: "grant.role !== 'REPORTER'",
  },
  {
    name: 'events are for anybody who signed in',
    file: 'src/graphql/load.ts',
    from: 'if (!holdsGrant(viewer)) throw forbidden(context.locale);',
    to: '',
  },
  {
    name: 'bundles are for whoever holds any role',
    file: 'src/view/auditors.ts',
    from: "roles: ['AUDITOR']",
    to: "roles: ['AUDITOR', 'REGIONAL_REVIEWER', 'ASSESSOR']",
  },
  {
    name: 'anybody breaks the glass',
    file: 'src/domain/person/glass.ts',
    from: "return role === 'AUDITOR' && delegatedBy === null && brokenUnder === null;",
    to: 'return delegatedBy === null && brokenUnder === null;',
  },
  {
    name: 'what is not published is told apart from what is not there',
    file: 'src/view/visibility.ts',
    from: "return today?.published ? 'NOT_PUBLISHED_THEN' : 'NONE';",
    to: "return today ? 'NOT_PUBLISHED_THEN' : 'NONE';",
  },
  {
    name: 'sheets are for whoever signed in',
    file: 'src/view/sheets/asked.ts',
    from: "return Promise.resolve(sees ? null : 'FORBIDDEN');",
    to: 'return Promise.resolve(sees ? null : null);',
  },
  {
    name: 'what is taken home is not recorded',
    file: 'src/http/disclosing.ts',
    from: 'const recorded = await createDisclose(handle)(person, disclosure);',
    to: 'const recorded = person === disclosure.type ? await createDisclose(handle)(person, disclosure) : ok(undefined);',
  },
];
