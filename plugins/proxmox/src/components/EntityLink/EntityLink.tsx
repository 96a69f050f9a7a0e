import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { entityRefName } from '../../format';
import { useIsInCatalog } from '../../hooks';

export interface EntityLinkProps {
  entityRef: string;
  /** Default: the entity's name. */
  children?: string;
  /** Whether it is new and the catalogue is about to have it. */
  expected?: boolean;
}

/** Leads to the page of an entity, or is plain text where the catalogue does not show that entity to the viewer. */
export function EntityLink(props: EntityLinkProps) {
  const { entityRef, children, expected } = props;
  const linkTo = useEntityRefLink();
  const text = children ?? entityRefName(entityRef);
  return useIsInCatalog(entityRef, expected) ? (
    <Link href={linkTo(entityRef)} variant="body-medium">
      {text}
    </Link>
  ) : (
    <Text variant="body-medium">{text}</Text>
  );
}
