export * from './AgeStamp';
