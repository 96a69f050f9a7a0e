export * from './StorageCard';
