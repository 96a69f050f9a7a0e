export { allHandlers } from './allHandlers';
