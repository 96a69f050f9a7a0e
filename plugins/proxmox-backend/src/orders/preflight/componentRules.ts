import { parseComponentRef } from '@rackstage/plugin-proxmox-node';
import { fails, passes, PreflightRule, unknown, warns } from './PreflightRule';

/** The Component is only named in the catalogue; the cluster itself does without it. */
const componentKnown: PreflightRule = ({ spec, component, owner }) => {
  const id = 'component';
  const field = 'component';
  if (!spec.component) {
    return passes(id, 'The cluster is for no Component in particular.');
  }
  const ref = parseComponentRef(spec.component);
  if (!ref) {
    return fails({
      id,
      field,
      text: `'${spec.component}' is no entity ref of a Component.`,
      nextStep:
        'Write component:<namespace>/<name>, or leave the Component out.',
    });
  }
  if (component === undefined) {
    return unknown(id, `Whether the catalogue has ${ref}`, field);
  }
  if (component === null) {
    return fails({
      id,
      field,
      text: `The catalogue has no ${ref}, or you may not read it.`,
      nextStep: 'Choose another Component, or leave it out.',
    });
  }
  return owner !== undefined && component.owners.includes(owner)
    ? passes(id, `The cluster is for ${ref}.`)
    : warns({
        id,
        field,
        text: `${ref} does not belong to ${
          owner ?? 'the owner of the tenant'
        }, so the catalogue will not show that the cluster is for it.`,
        nextStep:
          'Choose a Component of the owner of the tenant, if it is to be shown there.',
      });
};

export const componentRules = [componentKnown];
