export * from './ProxmoxQueryProvider';
export * from './queryKeys';
export * from './readStatusCode';
