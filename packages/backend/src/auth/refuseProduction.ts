import { Config } from '@backstage/config';

const KEY = 'auth.demoPersonas.dangerouslyAllowOutsideDevelopment';

/** Throws in production unless the operator has said that anybody may be anybody. */
export function refuseProduction(config: Config, nodeEnv?: string): void {
  if (nodeEnv === 'production' && config.getOptionalBoolean(KEY) !== true) {
    throw new Error(
      `The personas of the demo sign anybody in without a password and are refused with NODE_ENV=production. Use a real sign-in provider, or set ${KEY}: true where nobody else can reach the portal.`,
    );
  }
}
