import { Select, SelectItemText } from '@backstage/ui';
import { Option } from '@rackstage/plugin-proxmox-common';
import { useMemo } from 'react';
import { useProxmoxTranslation } from '../../translation';

/** From how many choices on one can search among them. */
const SEARCH_FROM = 9;

export interface OptionSelectProps {
  id: string;
  label: string;
  description?: string;
  placeholder: string;
  isRequired: boolean;
  isDisabled: boolean;
  isInvalid: boolean;
  options: Option[];
  chosen: string[];
  /** Whether several can be chosen. */
  isList: boolean;
  onChoose(values: string[]): void;
}

/** One or several choices; what cannot be chosen says why in its place. */
export function OptionSelect(props: OptionSelectProps) {
  const { t } = useProxmoxTranslation();
  const { options, chosen, isList, isRequired, onChoose } = props;
  const items = useMemo(
    () => options.map(option => ({ ...option, id: option.value })),
    [options],
  );
  return (
    <Select
      id={props.id}
      size="medium"
      label={props.label}
      description={props.description}
      placeholder={props.placeholder}
      secondaryLabel={isRequired ? t('option.required') : undefined}
      isRequired={isRequired}
      isDisabled={props.isDisabled}
      isInvalid={props.isInvalid}
      // The form says itself what is missing.
      validationBehavior="aria"
      selectionMode={isList ? 'multiple' : 'single'}
      value={isList ? chosen : chosen[0] ?? null}
      onChange={selection =>
        onChoose(
          (Array.isArray(selection) ? selection : [selection])
            .filter(key => key !== null)
            .map(String),
        )
      }
      items={items}
      search={
        items.length >= SEARCH_FROM
          ? { placeholder: t('option.search') }
          : undefined
      }
    >
      {item => (
        <SelectItemText
          id={item.id}
          title={item.label}
          description={item.disabledReason ?? item.description}
          isDisabled={item.disabledReason !== undefined}
        />
      )}
    </Select>
  );
}
