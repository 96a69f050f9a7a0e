export * from './messages';
export * from './proxmoxTranslationRef';
export * from './useProxmoxTranslation';
