export const CYCLE = 'cycle';
