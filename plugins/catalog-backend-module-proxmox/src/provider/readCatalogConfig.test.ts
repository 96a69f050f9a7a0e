import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readCatalogConfig } from './readCatalogConfig';

const read = (catalog?: JsonObject) =>
  readCatalogConfig(
    new ConfigReader({ proxmox: { ...(catalog && { catalog }) } }),
  );

describe('readCatalogConfig', () => {
  it('has a schedule without configuration', () => {
    expect(read().schedule).toEqual({
      frequency: { minutes: 1 },
      timeout: { minutes: 10 },
    });
  });

  it('takes the schedule of the framework', () => {
    const schedule = { frequency: '5m', timeout: { minutes: 1 } };
    expect(read({ schedule }).schedule).toMatchObject({
      frequency: { minutes: 5 },
    });
  });

  it('names the path of a mistyped key and of a wrong schedule', () => {
    expect(() => read({ schedul: {} })).toThrow(
      'proxmox.catalog.schedul: unknown key',
    );
    expect(() => read({ schedule: { frequency: '5m' } })).toThrow(/timeout/);
  });
});
