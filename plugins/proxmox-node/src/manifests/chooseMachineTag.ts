import { TenantClusterPlan } from './TenantClusterPlan';

/**
 * A tag that the template does not carry. It is no decoration: where nothing differs between a template and the wanted
 * machine, capmox 0.8 and 0.9 skip all steps after cloning, and the machine stays stopped (capmox #848).
 *
 * A template that was made of a worker of the same cluster has that worker's tags.
 */
export function chooseMachineTag(
  plan: Pick<TenantClusterPlan, 'spec' | 'templateTags'>,
): string {
  const { tenant, name } = plan.spec;
  const wanted = `${tenant}.${name}`;
  const taken = new Set(plan.templateTags);
  for (let number = 1; ; number++) {
    const tag = number === 1 ? wanted : `${wanted}.${number}`;
    if (!taken.has(tag)) {
      return tag;
    }
  }
}
