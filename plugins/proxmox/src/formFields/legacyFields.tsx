import { Progress } from '@backstage/core-components';
import { ComponentProps, Suspense, lazy } from 'react';
import type { ProxmoxOption } from './ProxmoxOption';
import type {
  ProxmoxTenantClusterReview,
  validateReview,
} from './ProxmoxTenantClusterReview';

// The old frontend system loads the fields of all templates with the portal; these wait until a form shows them.

const LazyOption = lazy(() =>
  import('./ProxmoxOption').then(m => ({ default: m.ProxmoxOption })),
);
const LazyReview = lazy(() =>
  import('./ProxmoxTenantClusterReview').then(m => ({
    default: m.ProxmoxTenantClusterReview,
  })),
);

export const legacyOptionField = {
  name: 'ProxmoxOption',
  component: (props: ComponentProps<typeof ProxmoxOption>) => (
    <Suspense fallback={<Progress />}>
      <LazyOption {...props} />
    </Suspense>
  ),
};

export const legacyReviewField = {
  name: 'ProxmoxTenantClusterReview',
  component: (props: ComponentProps<typeof ProxmoxTenantClusterReview>) => (
    <Suspense fallback={<Progress />}>
      <LazyReview {...props} />
    </Suspense>
  ),
  validation: async (...parameters: Parameters<typeof validateReview>) => {
    const m = await import('./ProxmoxTenantClusterReview');
    return m.validateReview(...parameters);
  },
};
