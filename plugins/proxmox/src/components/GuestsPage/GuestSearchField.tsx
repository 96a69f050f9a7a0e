import { SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { useProxmoxTranslation } from '../../translation';

/** A request per keystroke would only make the table flicker. */
const SETTLE_FOR = 250;

/** Search over name, VMID, tag, pool and node; reports what was typed once it has settled. */
export function GuestSearchField(props: {
  value: string;
  onChange(value: string | undefined): void;
}) {
  const { value, onChange } = props;
  const { t } = useProxmoxTranslation();
  const [text, setText] = useState(value);
  const [reported, setReported] = useState(value);

  // The address changed by other means than typing: a link, or "clear filters".
  if (value !== reported) {
    setReported(value);
    setText(value);
  }

  useEffect(() => {
    if (text === reported) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setReported(text);
      onChange(text || undefined);
    }, SETTLE_FOR);
    return () => clearTimeout(timer);
  }, [text, reported, onChange]);

  return (
    <SearchField
      label={t('guests.search')}
      placeholder={t('guests.searchHint')}
      size="small"
      value={text}
      onChange={setText}
    />
  );
}
