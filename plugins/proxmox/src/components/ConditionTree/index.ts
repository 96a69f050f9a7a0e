export * from './ConditionTree';
