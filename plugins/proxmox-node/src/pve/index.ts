export * from './facts';
export * from './client';
export * from './readers';
export { hasPrivilege } from './toModel/hasPrivilege';
export { parseUpid, type Upid } from './toModel/parseUpid';
