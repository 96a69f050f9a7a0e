export * from './StoragesPage';
