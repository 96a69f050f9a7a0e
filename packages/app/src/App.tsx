import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

// All plugins come from the dependencies of this package: `app.packages` in app-config.yaml.
export default createApp({ features: [navModule, signInModule] });
