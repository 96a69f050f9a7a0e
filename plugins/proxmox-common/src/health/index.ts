export * from './diagnosis';
