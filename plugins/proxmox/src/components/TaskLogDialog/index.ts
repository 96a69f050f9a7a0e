export * from './TaskLogDialog';
