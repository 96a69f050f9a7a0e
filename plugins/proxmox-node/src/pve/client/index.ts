export * from './PveClient';
export * from './PveClientOptions';
export * from './PveClock';
export * from './PveError';
export type { PveTypedApi } from './typedApi';
export * from './problemCodeOf';
