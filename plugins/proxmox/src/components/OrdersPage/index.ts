export * from './OrdersPage';
