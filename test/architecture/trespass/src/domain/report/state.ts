export const STATE = 'state';
