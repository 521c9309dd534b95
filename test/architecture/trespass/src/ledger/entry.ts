export const ENTRY = 'entry';
