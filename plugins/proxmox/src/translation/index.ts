export * from './proxmoxTranslationRef';
export * from './useProxmoxTranslation';
