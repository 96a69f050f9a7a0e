import { ConfigReader } from '@backstage/config';
import { refuseProduction } from './refuseProduction';

describe('refuseProduction', () => {
  const none = new ConfigReader({});
  const allowed = new ConfigReader({
    auth: { demoPersonas: { dangerouslyAllowOutsideDevelopment: true } },
  });

  it.each([undefined, 'development', 'test'])('lets NODE_ENV=%s pass', env => {
    expect(() => refuseProduction(none, env)).not.toThrow();
  });

  it('refuses production and names the key', () => {
    expect(() => refuseProduction(none, 'production')).toThrow(
      /without a password.*auth\.demoPersonas\.dangerouslyAllowOutsideDevelopment/,
    );
  });

  it('believes an operator who says so', () => {
    expect(() => refuseProduction(allowed, 'production')).not.toThrow();
  });
});
