import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
  createProxyAuthenticator,
} from '@backstage/plugin-auth-node';
import { Persona, personas } from './personas';
import { refuseProduction } from './refuseProduction';

/**
 * Sign-in without a password as one of three personas, each a provider of its own. The claims are
 * fixed here instead of being looked up in the catalogue, so that nobody becomes somebody by
 * registering an entity, and so that sign-in works before the catalogue has been filled.
 */
export const demoPersonasModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-personas',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        refuseProduction(config, process.env.NODE_ENV);
        for (const persona of personas) {
          providers.registerProvider({
            providerId: persona.id,
            factory: createPersonaProviderFactory(persona),
          });
        }
      },
    });
  },
});

function createPersonaProviderFactory(persona: Persona) {
  const { displayName, userEntityRef, groupEntityRef } = persona;
  return createProxyAuthProviderFactory({
    authenticator: createProxyAuthenticator({
      defaultProfileTransform: async () => ({ profile: { displayName } }),
      initialize() {},
      authenticate: async () => ({ result: {} }),
    }),
    signInResolver: async (_info, context) =>
      context.issueToken({
        claims: { sub: userEntityRef, ent: [userEntityRef, groupEntityRef] },
      }),
  });
}
