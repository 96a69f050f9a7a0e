export * from './GuestContent';
