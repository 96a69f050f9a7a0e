export * from './UsageBar';
export * from './usage';
