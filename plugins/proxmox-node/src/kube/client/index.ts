export { KubeClient } from './KubeClient';
export type {
  KubeClientOptions,
  KubeListOptions,
  KubeListPage,
  KubeObject,
  KubeWatchEvent,
  KubeWatchOptions,
  KubeWriteResult,
} from './KubeClientOptions';
export type { KubeConnection } from './KubeConnection';
export { KubeError } from './KubeError';
export type {
  KubeErrorCause,
  KubeErrorKind,
  KubeErrorOptions,
} from './KubeError';
export type { KubeLocation, KubeResourceType } from './buildResourcePath';
