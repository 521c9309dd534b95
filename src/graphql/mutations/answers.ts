import type { FieldMap } from '@pothos/core';

import type { ReportKey } from '../load.ts';
import { loadCycle, loadInstrument, loadOrganization, loadPerson, loadReport, loadResponse } from '../load.ts';
import { CycleRef, InstrumentRef, OrganizationRef, PersonRef, ReportRef, ResponseRef } from '../refs.ts';
import { ViewerRef } from '../viewer.ts';
import type { SuccessFields } from './success.ts';

// The objects that commands change, each as of the moment after the command. With `validateOnly` nothing has been
// made, so that what a command would bring about first is null.

export function reportAnswer<Input extends ReportKey>(t: SuccessFields<Input>): FieldMap {
  return {
    report: t.field({
      type: ReportRef,
      nullable: true,
      description: 'The report after it; null only with `validateOnly`, where there is none yet.',
      resolve: ({ input, at }, _arguments, context) => loadReport(context, at, input),
    }),
  };
}

export function responseAnswer<Input extends ReportKey & Readonly<{ indicator: string }>>(
  t: SuccessFields<Input>,
): FieldMap {
  return {
    response: t.field({
      type: ResponseRef,
      nullable: true,
      description: 'The response after it.',
      resolve: ({ input, at }, _arguments, context) => loadResponse(context, at, input),
    }),
    ...reportAnswer(t),
  };
}

export function cycleAnswer<Input extends Readonly<{ cycle: string }>>(t: SuccessFields<Input>): FieldMap {
  return {
    cycle: t.field({
      type: CycleRef,
      nullable: true,
      description: 'The cycle after it; null only with `validateOnly`, where there is none yet.',
      resolve: ({ input: { cycle }, at }, _arguments, context) => loadCycle(context, at, cycle),
    }),
  };
}

export function organizationAnswer<Input extends Readonly<{ jurisdiction: string; organization: string }>>(
  t: SuccessFields<Input>,
): FieldMap {
  return {
    organization: t.field({
      type: OrganizationRef,
      nullable: true,
      description: 'The organization after it; null only with `validateOnly`, where there is none yet.',
      resolve: ({ input: { jurisdiction, organization }, at }, _arguments, context) =>
        loadOrganization(context, at, `${jurisdiction}/${organization}`),
    }),
  };
}

export function personAnswer<Input extends Readonly<{ person: string }>>(t: SuccessFields<Input>): FieldMap {
  return {
    person: t.field({
      type: PersonRef,
      nullable: true,
      description: 'The person after it; null only with `validateOnly`, where there is none yet.',
      resolve: ({ input: { person }, at }, _arguments, context) => loadPerson(context, at, person),
    }),
  };
}

export function viewerAnswer<Input>(t: SuccessFields<Input>): FieldMap {
  return {
    viewer: t.field({
      type: ViewerRef,
      nullable: true,
      description: 'You, after it.',
      resolve: ({ at }, _arguments, context) =>
        context.person === null ? null : loadPerson(context, at, context.person),
    }),
  };
}

export function instrumentAnswer<
  Input extends Readonly<{ edition: Readonly<{ value: Readonly<{ instrument: string; edition: string }> }> }>,
>(t: SuccessFields<Input>): FieldMap {
  return {
    instrument: t.field({
      type: InstrumentRef,
      nullable: true,
      description: 'The instrument with this edition; null only with `validateOnly`, where there is none yet.',
      resolve: ({ input, at }, _arguments, context) => {
        const { instrument: code, edition } = input.edition.value;
        return loadInstrument(context, at, { code, edition });
      },
    }),
  };
}
