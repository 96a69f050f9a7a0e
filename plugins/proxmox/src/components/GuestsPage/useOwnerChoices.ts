import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/**
 * Owners worth offering as a filter: the viewer's own groups, and those of guests that were seen on
 * this page. Grows only, so that choosing one does not make the others disappear.
 */
export function useOwnerChoices(seen: string[]): string[] {
  const identity = useApi(identityApiRef);
  const [own, setOwn] = useState<string[]>([]);
  const [known, setKnown] = useState<string[]>([]);

  useEffect(() => {
    let left = false;
    identity
      .getBackstageIdentity()
      .then(({ ownershipEntityRefs }) => {
        if (!left) {
          setOwn(ownershipEntityRefs.filter(ref => ref.startsWith('group:')));
        }
      })
      // Without an identity the seen owners are still there.
      .catch(() => undefined);
    return () => {
      left = true;
    };
  }, [identity]);

  const unknown = [...new Set(seen)].filter(owner => !known.includes(owner));
  if (unknown.length > 0) {
    setKnown([...known, ...unknown]);
  }
  return [...new Set([...own, ...known])].sort();
}
