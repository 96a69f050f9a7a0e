import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { OptionSources } from './readOptionQuery';

/** What a template says about a field of this kind, and what the form hands to it. */
export type ProxmoxOptionProps = FieldExtensionComponentProps<
  string | string[],
  {
    /** What is chosen: `templates`. */
    noun?: string;
    /** What narrows it: names of the request to keys of the form. */
    with?: OptionSources;
    /** Whether one may type something where nothing is offered; default: of versions. */
    freeText?: boolean;
  }
>;
