import { Option, OptionNoun } from '@rackstage/plugin-proxmox-common';
import { useOptions } from '../../hooks';
import { ProxmoxOptionProps } from './ProxmoxOptionProps';
import { readOptionQuery } from './readOptionQuery';
import { readChosen, splitOffered } from './splitOffered';
import { useDropGone } from './useDropGone';

/** What a field offers at present, what of it is chosen, and what became of the rest. */
export function useOptionField(props: ProxmoxOptionProps, noun: OptionNoun) {
  const { schema, uiSchema, formData, formContext, onChange } = props;
  const uiOptions = uiSchema['ui:options'] ?? {};
  const isList = schema.type === 'array';
  const { query, missing } = readOptionQuery(
    uiOptions.with,
    formContext?.formData,
  );
  const isAsked = missing.length === 0;
  const answer = useOptions(isAsked ? noun : undefined, query);
  /** Undefined while they are not known, or while nobody can ask for them yet. */
  const options: Option[] | undefined = isAsked
    ? answer.data?.items
    : undefined;
  // A template does not always say which version it holds; its author knows.
  const { freeText = noun === 'versions' } = uiOptions;
  const isFreeText = freeText && options?.length === 0;

  const chosen = readChosen(formData);
  const { offered, gone } = splitOffered(chosen, options ?? []);
  // While the choices are loaded nobody can say what is gone.
  const isKnown = isAsked ? options !== undefined && !isFreeText : true;
  const choose = (values: string[]) => onChange(isList ? values : values[0]);
  const { dropped, forget } = useDropGone({
    gone: isKnown ? gone : [],
    onDrop: () => choose(offered),
  });
  return {
    isList,
    isFreeText,
    missing,
    options,
    chosen,
    offered,
    dropped,
    error: isAsked ? answer.error : undefined,
    retry: () => answer.refetch(),
    choose: (values: string[]) => {
      forget();
      choose(values);
    },
  };
}
