import { Alert, Flex, TextField } from '@backstage/ui';
import { OptionNoun, optionNounSchema } from '@rackstage/plugin-proxmox-common';
import { ProxmoxQueryProvider } from '../../query';
import { Translate, useProxmoxTranslation } from '../../translation';
import { FormSurface } from '../FormSurface';
import { OptionNotes } from './OptionNotes';
import { OptionSelect } from './OptionSelect';
import { ProxmoxOptionProps } from './ProxmoxOptionProps';
import { useOptionField } from './useOptionField';

/** Field of a template: a choice of what exists and can be used at present. */
export function ProxmoxOption(props: ProxmoxOptionProps) {
  const { t } = useProxmoxTranslation();
  const noun = props.uiSchema['ui:options']?.noun;
  const known = optionNounSchema.safeParse(noun);
  return known.success ? (
    <ProxmoxQueryProvider>
      <FormSurface>
        <OptionField {...props} noun={known.data} />
      </FormSurface>
    </ProxmoxQueryProvider>
  ) : (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('option.wrongNoun', { noun: String(noun) })}
      description={t('option.wrongNounStep', {
        nouns: optionNounSchema.options.join(', '),
      })}
    />
  );
}

function OptionField(props: ProxmoxOptionProps & { noun: OptionNoun }) {
  const { noun } = props;
  const { t } = useProxmoxTranslation();
  const field = useOptionField(props, noun);
  const { options = [], chosen, choose } = field;
  const shown = shownProps(props);
  return (
    <Flex direction="column" gap="2">
      {field.isFreeText ? (
        <TextField
          {...shown}
          size="medium"
          value={chosen[0] ?? ''}
          onChange={value => choose(value ? [value] : [])}
          validationBehavior="aria"
        />
      ) : (
        <OptionSelect
          {...shown}
          isDisabled={shown.isDisabled || options.length === 0}
          placeholder={placeholderOf(field, shown.label, t)}
          options={options}
          chosen={field.offered}
          isList={field.isList}
          onChoose={choose}
        />
      )}
      <OptionNotes
        label={shown.label}
        noun={noun}
        options={field.options}
        chosen={chosen}
        dropped={field.dropped}
        error={field.error}
        onRetry={field.retry}
      />
    </Flex>
  );
}

/** As the template and the form want the field to look. */
function shownProps(props: ProxmoxOptionProps) {
  const { schema, uiSchema, rawErrors = [] } = props;
  return {
    id: props.idSchema.$id,
    label: uiSchema['ui:title'] ?? schema.title ?? props.name,
    description: uiSchema['ui:description'] ?? schema.description,
    isRequired: props.required === true,
    isDisabled: props.disabled || props.readonly,
    isInvalid: rawErrors.length > 0,
  };
}

function placeholderOf(
  field: ReturnType<typeof useOptionField>,
  label: string,
  t: Translate,
): string {
  const { missing, options, error } = field;
  if (missing.length > 0) {
    return t('option.chooseFirst', {
      names: missing.map(name => t(`option.${name}`)).join(', '),
    });
  }
  if (!options) {
    return error ? t('state.none') : t('state.loading', { what: label });
  }
  return options.length > 0 ? t('option.choose') : t('option.noneShort');
}
