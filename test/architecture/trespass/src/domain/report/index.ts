export { STATE } from './state.ts';
