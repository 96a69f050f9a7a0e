export * from './GuestCard';
export * from './GuestAlerts';
export * from './GuestSummary';
