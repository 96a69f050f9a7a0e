export { scenarios } from './scenarios';
