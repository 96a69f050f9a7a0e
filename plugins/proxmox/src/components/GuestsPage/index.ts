export * from './GuestsPage';
