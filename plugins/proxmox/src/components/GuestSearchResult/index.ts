export * from './GuestSearchResult';
