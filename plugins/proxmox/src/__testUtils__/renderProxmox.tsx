import { Entity, parseEntityRef } from '@backstage/catalog-model';
import {
  ApiBlueprint,
  createFrontendModule,
  ExtensionDefinition,
  FrontendFeature,
} from '@backstage/frontend-plugin-api';
import {
  TestApiPair,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { JsonObject } from '@backstage/types';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';
import { setupServer } from 'msw/node';
import { proxmoxApiRef } from '../api/proxmoxApi';
import proxmoxPlugin from '../plugin';
import { rootRouteRef } from '../routing';
import { BASE_URL, FakeBackend } from './FakeBackend';

/** A backend for the tests of one file, over real HTTP requests. */
export function startFakeBackend(): { current: FakeBackend } {
  const server = setupServer();
  const holder = { current: new FakeBackend() };
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  beforeEach(() => {
    holder.current = new FakeBackend();
    server.resetHandlers(...holder.current.handlers());
  });
  afterAll(() => server.close());
  return holder;
}

/** Signals that a test sends itself. */
export class FakeSignals implements SignalApi {
  readonly #subscribers = new Set<(message: JsonObject) => void>();

  subscribe<T extends JsonObject>(
    _channel: string,
    onMessage: (message: T) => void,
  ) {
    const subscriber = (message: JsonObject) => onMessage(message as T);
    this.#subscribers.add(subscriber);
    return { unsubscribe: () => this.#subscribers.delete(subscriber) };
  }

  send(message: JsonObject) {
    this.#subscribers.forEach(subscriber => subscriber(message));
  }
}

function signalsModule(signals: FakeSignals) {
  return createFrontendModule({
    pluginId: 'app',
    extensions: [
      ApiBlueprint.make({
        name: 'signals',
        params: defineParams =>
          defineParams({
            api: signalApiRef,
            deps: {},
            factory: () => signals,
          }),
      }),
    ],
  });
}

/** A catalogue that shows every entity asked for, except the hidden ones. */
function makeCatalog(hidden: string[]) {
  return catalogApiMock.mock({
    getEntitiesByRefs: async ({ entityRefs }) => ({
      items: entityRefs.map(ref => {
        const { kind, namespace, name } = parseEntityRef(ref);
        const apiVersion = 'backstage.io/v1alpha1';
        return hidden.includes(ref)
          ? undefined
          : { apiVersion, kind, metadata: { namespace, name } };
      }),
    }),
  });
}

function makeApis(hidden: string[] = [], denied: string[] = []) {
  const client = new ProxmoxClient({
    discoveryApi: { getBaseUrl: async () => BASE_URL },
    fetchApi: { fetch: (input, init) => fetch(input, init) },
  });
  return [
    [proxmoxApiRef, client],
    [catalogApiRef, makeCatalog(hidden)],
    mockApis.permission({
      authorize: ({ permission }) =>
        denied.includes(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    }),
    mockApis.identity({
      userEntityRef: 'user:default/alice',
      ownershipEntityRefs: ['user:default/alice', 'group:default/team-a'],
    }),
  ] as const;
}

const mountedRoutes = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

/** The whole plugin in an app of the new frontend system. */
export function renderProxmoxPage(
  path: string,
  options: {
    signals?: FakeSignals;
    languages?: string[];
    /** Refs of entities that the catalogue does not show. */
    hidden?: string[];
    /** Names of permissions that the viewer lacks. */
    denied?: string[];
  } = {},
) {
  const { signals, languages } = options;
  return renderTestApp({
    config: languages && {
      app: {
        extensions: [
          {
            'api:app/app-language': {
              config: { availableLanguages: languages },
            },
          },
        ],
      },
    },
    features: [proxmoxPlugin, ...(signals ? [signalsModule(signals)] : [])],
    initialRouteEntries: [path],
    mountedRoutes,
    apis: makeApis(options.hidden, options.denied),
  });
}

/** Another plugin beside ours, with the API that it needs. */
export function renderBeside<T>(
  plugin: FrontendFeature,
  options: { path: string; api: TestApiPair<T> },
) {
  return renderTestApp({
    features: [proxmoxPlugin, plugin],
    initialRouteEntries: [options.path],
    mountedRoutes,
    apis: [...makeApis(), options.api],
  });
}

/** One card or tab on the page of an entity; alone, or in a portal that has our pages too. */
export function renderOnEntity(
  extension: ExtensionDefinition,
  entity: Entity,
  options: { withPages?: boolean } = {},
) {
  return renderTestApp({
    extensions: [createTestEntityPage({ entity }), extension],
    mountedRoutes: options.withPages
      ? { ...mountedRoutes, '/proxmox': rootRouteRef }
      : mountedRoutes,
    apis: makeApis(),
  });
}

export function makeEntity(
  annotations: Record<string, string>,
  overrides: { name?: string; type?: string } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: overrides.name ?? 'fra-guest-201',
      namespace: 'default',
      annotations,
    },
    spec: {
      type: overrides.type ?? 'virtual-machine',
      owner: 'group:default/team-a',
    },
  };
}
