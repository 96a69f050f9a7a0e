import {
  FormFieldBlueprint,
  createFormField,
} from '@backstage/plugin-scaffolder-react/alpha';

// In a portal without the scaffolder nothing takes these up, and nothing of theirs is loaded.

export const optionField = FormFieldBlueprint.make({
  name: 'option',
  params: {
    field: async () => {
      const { ProxmoxOption } = await import('../formFields/ProxmoxOption');
      return createFormField({
        name: 'ProxmoxOption',
        component: ProxmoxOption,
      });
    },
  },
});

export const tenantClusterReviewField = FormFieldBlueprint.make({
  name: 'tenant-cluster-review',
  params: {
    field: async () => {
      const { ProxmoxTenantClusterReview, validateReview } = await import(
        '../formFields/ProxmoxTenantClusterReview'
      );
      return createFormField({
        name: 'ProxmoxTenantClusterReview',
        component: ProxmoxTenantClusterReview,
        validation: validateReview,
      });
    },
  },
});
