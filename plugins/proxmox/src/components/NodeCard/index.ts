export * from './NodeCard';
