export * from './SinceText';
