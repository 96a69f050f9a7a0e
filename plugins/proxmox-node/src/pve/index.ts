export * from './facts';
export * from './client';
export * from './readers';
