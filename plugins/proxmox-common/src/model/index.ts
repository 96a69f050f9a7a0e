export * from './resource';
export * from './problem';
export * from './guest';
export * from './cluster';
export * from './task';
export * from './guestDetails';
export * from './snapshot';
export * from './kubernetes';
