export * from './ProblemList';
