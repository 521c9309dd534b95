import type { Data } from './http-server.ts';

/** The position of the last event of a mutation that was accepted. */
export function positionOf({ receipt }: Data): string {
  const { position } = receipt as Readonly<{ position: string }>;
  return position;
}

/** The mutation with everything a test may want to look at; `more` is what its success answers with besides. */
export function mutation(name: string, more = ''): string {
  const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return `mutation ($input: ${capital}Input!) {
    ${name}(input: $input) {
      __typename
      ... on ${capital}Success { replayed events { position type } receipt { position leafHash } ${more} }
      ... on Refusal { code message path currentRevision details { indicator path code message } }
    }
  }`;
}

const RESPONSE = 'response { revision status answer { kind option value } } report { stage }';
const ITEMS = 'items { indicator refusal { code path } response { status } } report { stage }';

export const SUBMIT_RESPONSE = mutation('submitResponse', RESPONSE);
export const ATTACH_DOCUMENT = mutation('attachDocument', RESPONSE);
export const REVIEW_RESPONSES = mutation('reviewResponses', ITEMS);
export const OPEN_REPORT = mutation('openReport', 'report { stage }');
