export * from './AsyncContent';
export * from './explainError';
