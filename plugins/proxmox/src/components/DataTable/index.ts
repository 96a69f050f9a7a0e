export * from './DataTable';
export * from './HeaderCell';
export * from './tableStyles';
