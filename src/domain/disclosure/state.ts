/** Nothing that was handed out decides on what may be handed out next: no past is remembered. */
export type DisclosureState = null;

export const initialState: DisclosureState = null;

export function evolve(): DisclosureState {
  return null;
}
