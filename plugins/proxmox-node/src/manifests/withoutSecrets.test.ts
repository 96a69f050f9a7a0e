import { stringify } from 'yaml';
import { aTenantClusterPlan } from './__testUtils__/aTenantClusterPlan';
import { buildTenantCluster } from './buildTenantCluster';
import { withoutSecrets } from './withoutSecrets';

describe('withoutSecrets', () => {
  it('shows the keys of the Secret and none of its values', () => {
    const manifests = buildTenantCluster(aTenantClusterPlan(), 'v1beta2');
    const [secret] = manifests;
    const shown = stringify(withoutSecrets(manifests));

    for (const value of Object.values(secret.data as Record<string, string>)) {
      expect(shown).not.toContain(value);
    }
    expect(shown).not.toContain('00000000-0000');
    expect(shown).toContain('secret: (hidden)');
    expect(shown).toContain('kind: MachineDeployment');
  });
});
