import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { entityRefName } from '../../format';

export interface EntityLinkProps {
  entityRef: string;
  /** Default: the entity's name. */
  children?: string;
}

/** Leads to the page of an entity in the catalogue. */
export function EntityLink({ entityRef, children }: EntityLinkProps) {
  const linkTo = useEntityRefLink();
  return (
    <Link href={linkTo(entityRef)} variant="body-medium">
      {children ?? entityRefName(entityRef)}
    </Link>
  );
}
