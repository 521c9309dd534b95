import { ROLES } from './access.ts';
import type { Role } from './access.ts';
import { isJejakEvent } from './catalogue.ts';
import type { EventType } from './catalogue.ts';
import type { DomainEvent } from './event.ts';

const SYSTEM: readonly Role[] = ['SYSTEM'];
const DELEGABLE: readonly Role[] = ROLES.filter((role) => role !== 'SYSTEM' && role !== 'ADMINISTRATOR');
const PERSONS: readonly Role[] = ROLES.filter((role) => role !== 'SYSTEM');
const REGISTRY: readonly Role[] = ['ADMINISTRATOR', 'SYSTEM'];
const COORDINATOR: readonly Role[] = ['COORDINATOR'];
const REPORTER: readonly Role[] = ['REPORTER'];
const REVIEWERS: readonly Role[] = ['PROVINCIAL_REVIEWER', 'REGIONAL_REVIEWER', 'ASSESSOR'];
const ASSESSOR: readonly Role[] = ['ASSESSOR'];

/**
 * The roles under which each event can have been recorded: what every `decide` asks for, told the other way round, so that
 * whoever checks a history can tell what nobody was entitled to.
 */
const recordedUnder: Readonly<Record<EventType, readonly Role[]>> = {
  LedgerOpened: SYSTEM,
  DemoTold: SYSTEM,
  SigningKeyRotated: SYSTEM,
  StreamHeadsSealed: SYSTEM,
  LedgerForked: SYSTEM,
  InstrumentPublished: REGISTRY,
  CalendarYearPublished: REGISTRY,
  JurisdictionRegistered: REGISTRY,
  OrganizationRegistered: REGISTRY,
  MandateAssigned: REGISTRY,
  PersonRegistered: REGISTRY,
  PersonalDataUpdated: ROLES,
  PersonErased: ['ADMINISTRATOR'],
  RoleGranted: REGISTRY,
  RoleRevoked: REGISTRY,
  RoleDelegated: DELEGABLE,
  DelegationWithdrawn: DELEGABLE,
  GlassBroken: ['AUDITOR'],
  ApiTokenIssued: PERSONS,
  ApiTokenRevoked: PERSONS,
  CycleOpened: REGISTRY,
  ResultsPublished: REGISTRY,
  AwardsGranted: REGISTRY,
  DeadlineExtended: REGISTRY,
  SubmissionWindowClosed: SYSTEM,
  EditionReplaced: REGISTRY,
  OfficialScoreRecorded: REGISTRY,
  ReportOpened: COORDINATOR,
  IndicatorsAssigned: COORDINATOR,
  ResponseSubmitted: REPORTER,
  ResponseRevised: REPORTER,
  ResponseWithdrawn: REPORTER,
  DocumentAttached: REPORTER,
  DocumentReplaced: REPORTER,
  DocumentWithdrawn: REPORTER,
  ReportSubmitted: COORDINATOR,
  ResponseDecided: REVIEWERS,
  CorrectionRoundOpened: REVIEWERS,
  ReportResubmitted: COORDINATOR,
  ReportForwarded: REVIEWERS,
  ResponseScored: ASSESSOR,
  AssessmentConcluded: ASSESSOR,
  ObjectionFiled: COORDINATOR,
  ObjectionDecided: ASSESSOR,
  FinalProposed: ASSESSOR,
  ReportFinalized: ASSESSOR,
  ClarificationAsked: REVIEWERS,
  ClarificationAnswered: ['REPORTER', 'COORDINATOR'],
  CorrectionRoundClosed: SYSTEM,
  ObjectionWindowClosed: SYSTEM,
  DeadlineLapsed: SYSTEM,
  ReportDeadlineExtended: [...REVIEWERS, 'ADMINISTRATOR'],
  ReportReopened: ASSESSOR,
  DocumentDisclosed: ROLES,
  SheetDisclosed: ROLES,
  BundleDisclosed: ROLES,
  EntriesDisclosed: ROLES,
  DocumentScanned: SYSTEM,
  DocumentBytesErased: ['ADMINISTRATOR'],
};

export function mayBeRecordedBy(role: Role, event: DomainEvent): boolean {
  return isJejakEvent(event) && recordedUnder[event.type].includes(role);
}
