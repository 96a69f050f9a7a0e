import { Flex, Link, Text } from '@backstage/ui';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import { ReactNode } from 'react';
import { useProxmoxTranslation } from '../../translation';

/** The part of a search result that is shown; that of the search plugin is a superset. */
export interface GuestSearchResultProps {
  icon?: ReactNode;
  result?: { title: string; text: string; location: string };
  highlight?: {
    preTag: string;
    postTag: string;
    fields: Record<string, string>;
  };
}

/** A guest in the list of search results, found by name, VMID, address, MAC or host name. */
export function GuestSearchResult(props: GuestSearchResultProps) {
  const { icon, result, highlight } = props;
  const { t } = useProxmoxTranslation();
  if (!result) {
    return null;
  }
  const marked = (field: 'title' | 'text') => {
    const text = highlight?.fields[field];
    return highlight && text ? (
      <HighlightedSearchResultText
        text={text}
        preTag={highlight.preTag}
        postTag={highlight.postTag}
      />
    ) : (
      result[field]
    );
  };
  return (
    <Flex gap="3" align="start" py="2">
      {icon}
      <Flex direction="column" gap="1">
        <Link href={result.location} variant="title-x-small">
          {marked('title')}
        </Link>
        <Text as="p" variant="body-medium" color="secondary">
          {marked('text')}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {t('search.guest')}
        </Text>
      </Flex>
    </Flex>
  );
}
