export * from './orderSteps';
