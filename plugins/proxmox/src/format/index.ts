export * from './formatBytes';
export * from './formatDuration';
export * from './formatTime';
export * from './formatPercent';
export * from './entityRefName';
