import type { StreamKind } from '../domain/catalogue.ts';
import { unitParts } from '../domain/codes.ts';
import { NATIONAL_CALENDAR } from '../domain/calendar/index.ts';
import type { CalendarCommand } from '../domain/calendar/index.ts';
import type { CycleCommand } from '../domain/cycle/index.ts';
import type { DisclosureCommand } from '../domain/disclosure/index.ts';
import type { DocumentCommand } from '../domain/document/index.ts';
import type { InstrumentCommand } from '../domain/instrument/index.ts';
import type { JurisdictionCommand } from '../domain/jurisdiction/index.ts';
import type { LedgerCommand } from '../domain/ledger/index.ts';
import type { PersonCommand } from '../domain/person/index.ts';
import { documentsOf } from '../domain/report/index.ts';
import type { ReportCommand } from '../domain/report/index.ts';
import {
  calendarStream,
  cycleStream,
  disclosureStream,
  documentStream,
  instrumentStream,
  jurisdictionStream,
  LEDGER_STREAM,
  personStream,
  reportStream,
} from '../domain/streams.ts';

/** Everything that can be asked of Jejak, with the kind of stream that answers it. */
export type TargetedCommand =
  | Readonly<{ kind: 'ledger'; command: LedgerCommand }>
  | Readonly<{ kind: 'instrument'; command: InstrumentCommand }>
  | Readonly<{ kind: 'calendar'; command: CalendarCommand }>
  | Readonly<{ kind: 'jurisdiction'; command: JurisdictionCommand }>
  | Readonly<{ kind: 'person'; command: PersonCommand }>
  | Readonly<{ kind: 'cycle'; command: CycleCommand }>
  | Readonly<{ kind: 'report'; command: ReportCommand }>
  | Readonly<{ kind: 'disclosure'; command: DisclosureCommand }>
  | Readonly<{ kind: 'document'; command: DocumentCommand }>;

export type JejakCommand = TargetedCommand['command'];

const KINDS: Readonly<{ [Type in JejakCommand['type']]: StreamKind }> = {
  OpenLedger: 'ledger',
  EndDemo: 'ledger',
  RotateSigningKey: 'ledger',
  SealStreamHeads: 'ledger',
  ForkLedger: 'ledger',
  PublishInstrument: 'instrument',
  PublishCalendarYear: 'calendar',
  RegisterJurisdiction: 'jurisdiction',
  RegisterOrganization: 'jurisdiction',
  AssignMandate: 'jurisdiction',
  RegisterPerson: 'person',
  UpdatePersonalData: 'person',
  ErasePerson: 'person',
  GrantRole: 'person',
  RevokeRole: 'person',
  DelegateRole: 'person',
  BreakGlass: 'person',
  IssueApiToken: 'person',
  RevokeApiToken: 'person',
  OpenCycle: 'cycle',
  PublishResults: 'cycle',
  ExtendDeadline: 'cycle',
  CloseSubmissionWindow: 'cycle',
  ReplaceEdition: 'cycle',
  RecordOfficialScore: 'cycle',
  OpenReport: 'report',
  AssignIndicators: 'report',
  SubmitResponse: 'report',
  WithdrawResponse: 'report',
  AttachDocument: 'report',
  ReplaceDocument: 'report',
  WithdrawDocument: 'report',
  SubmitReport: 'report',
  ReviewResponses: 'report',
  ReturnReport: 'report',
  ResubmitReport: 'report',
  ForwardReport: 'report',
  ScoreResponses: 'report',
  ConcludeAssessment: 'report',
  FileObjection: 'report',
  DecideObjection: 'report',
  ProposeFinal: 'report',
  FinalizeReport: 'report',
  ReopenReport: 'report',
  AskClarification: 'report',
  AnswerClarification: 'report',
  ExtendReportDeadline: 'report',
  CloseCorrectionRound: 'report',
  CloseObjectionWindow: 'report',
  LapseClarification: 'report',
  Disclose: 'disclosure',
  RecordScan: 'document',
  EraseDocument: 'document',
};

/** The command with the kind of stream it belongs to. */
export function targeted(command: JejakCommand): TargetedCommand {
  // KINDS pairs every type of command with its own kind; the compiler cannot follow the pairing through the table.
  return { kind: KINDS[command.type], command } as TargetedCommand;
}

/** The stream that the command may append to. */
export function streamOf({ kind, command }: TargetedCommand): string {
  switch (kind) {
    case 'ledger':
      return LEDGER_STREAM;
    case 'instrument':
      return instrumentStream(command.edition.instrument);
    case 'calendar':
      return calendarStream(command.calendar);
    case 'jurisdiction':
      return jurisdictionStream(command.jurisdiction);
    case 'person':
      return personStream(command.subject);
    case 'cycle':
      return cycleStream(command.cycle);
    case 'report':
      return reportStream(command.unit, command.cycle);
    case 'disclosure':
      return disclosureStream(command.subject);
    case 'document':
      return documentStream(command.digest);
  }
}

/** The instrument that a cycle is of: the code of a cycle begins with it. */
export function instrumentOf(command: Extract<CycleCommand, { type: 'OpenCycle' | 'ReplaceEdition' }>): string {
  return command.type === 'OpenCycle' ? command.instrument : command.cycle.slice(0, command.cycle.indexOf('-'));
}

/** The other streams whose states its decision needs; the asking person's grants are always among them. */
export function reads(target: TargetedCommand, person: string): readonly string[] {
  const asking = personStream(person);
  if (target.kind === 'report') {
    const { unit, cycle } = target.command;
    const documents = documentsOf(target.command).map(({ digest }) => documentStream(digest));
    return [asking, cycleStream(cycle), jurisdictionStream(unitParts(unit).jurisdiction), ...documents];
  }
  if (target.kind === 'cycle' && (target.command.type === 'OpenCycle' || target.command.type === 'ReplaceEdition')) {
    return [asking, instrumentStream(instrumentOf(target.command))];
  }
  if (target.kind === 'cycle' && target.command.type === 'PublishResults') {
    return [asking, calendarStream(NATIONAL_CALENDAR)];
  }
  const place = target.kind === 'person' ? placeOf(target.command) : null;
  return place === null ? [asking] : [asking, jurisdictionStream(place)];
}

/** The place that a command about a person names, to be looked up. */
export function placeOf(command: PersonCommand): string | null {
  if (command.type === 'BreakGlass') return unitParts(command.unit).jurisdiction;
  return command.type === 'GrantRole' ? command.jurisdiction : null;
}
