export * from './SourceBanner';
export * from './isStale';
