export * from './DiagnosisAlert';
export * from './NextStep';
