export * from './StatusChip';
export * from './tones';
export * from './GuestStatusChips';
