export * from './UsageBar';
export * from './usage';
export * from './loadOf';
