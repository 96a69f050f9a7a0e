import { createBackend } from '@backstage/backend-defaults';
import { demoPersonasModule } from './auth/demoPersonasModule';
import { demoPolicyModule } from './policy/demoPolicyModule';

// The demo portal: what an existing portal has anyway, plus our features.
const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(demoPersonasModule);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(demoPolicyModule);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@rackstage/plugin-proxmox-backend'));
backend.add(import('@rackstage/plugin-catalog-backend-module-proxmox'));
backend.add(import('@rackstage/plugin-search-backend-module-proxmox'));
backend.add(import('@rackstage/plugin-scaffolder-backend-module-proxmox'));

backend.start();
