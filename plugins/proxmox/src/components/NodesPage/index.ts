export * from './NodesPage';
