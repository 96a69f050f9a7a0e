export * from './SourcesPage';
export * from './sourceFacts';
