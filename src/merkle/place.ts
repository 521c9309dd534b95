/** Where a proof stands on its way up: the node of this level it is at, and the last node there is on this level. */
export type Place = Readonly<{ index: number; last: number }>;

/** Whether the next hash of the path stands to the left: the last node of a level may have risen without a sibling. */
export function isOnTheRight({ index, last }: Place): boolean {
  return index % 2 === 1 || index === last;
}

/** The place a node's parent has, once it was joined with its sibling (RFC 9162 §2.1.3.2, steps 4.2 and 4.3). */
export function nextPlace(place: Place): Place {
  const joined = isOnTheRight(place) ? risen(place, (index) => index % 2 === 0 && index !== 0) : place;
  return above(joined);
}

/** Goes up as long as the node is of this kind; without shifts, which would cut sizes to 32 bits. */
export function risen(place: Place, isOfKind: (index: number) => boolean): Place {
  return isOfKind(place.index) ? risen(above(place), isOfKind) : place;
}

function above({ index, last }: Place): Place {
  return { index: Math.floor(index / 2), last: Math.floor(last / 2) };
}
