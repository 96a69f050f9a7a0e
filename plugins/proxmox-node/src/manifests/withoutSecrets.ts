import { KubeManifest } from './KubeManifest';

const HIDDEN = '(hidden)';

/** The manifests as they may be shown: the keys of Secrets stay, their values do not. @public */
export function withoutSecrets(manifests: KubeManifest[]): KubeManifest[] {
  return manifests.map(manifest => {
    if (manifest.kind !== 'Secret') {
      return manifest;
    }
    const { data, stringData, ...rest } = manifest;
    const keys = [data, stringData].flatMap(part => Object.keys(part ?? {}));
    return {
      ...rest,
      stringData: Object.fromEntries(keys.map(key => [key, HIDDEN])),
    };
  });
}
