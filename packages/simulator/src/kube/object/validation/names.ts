/** Checks of names: each returns what is wrong, in the words of the API. */
export type NameCheck = (name: string) => string[];

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const DNS_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const NAME_PART = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${NAME_PART})?`;

const fits = (pattern: string, name: string) =>
  new RegExp(`^${pattern}$`).test(name);

/** `text (e.g. 'a',  or 'b', regex used for validation is 'x')` */
function wrong(text: string, pattern: string, examples: string[]): string {
  const shown = examples.map(each => `'${each}'`).join(',  or ');
  return `${text} (e.g. ${shown}, regex used for validation is '${pattern}')`;
}

function tooLong(name: string, most: number): string[] {
  return name.length > most ? [`must be no more than ${most} bytes`] : [];
}

/** Names of most objects. */
export const checkSubdomain: NameCheck = name => [
  ...tooLong(name, 253),
  ...(fits(SUBDOMAIN, name)
    ? []
    : [
        wrong(
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
          SUBDOMAIN,
          ['example.com'],
        ),
      ]),
];

/** Names of namespaces. */
export const checkLabel: NameCheck = name => {
  if (fits(LABEL, name)) return tooLong(name, 63);
  return [
    ...tooLong(name, 63),
    fits(SUBDOMAIN, name)
      ? 'must not contain dots'
      : wrong(
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
          LABEL,
          ['my-name', '123-abc'],
        ),
  ];
};

/** Names of services. */
export const checkDns1035: NameCheck = name => [
  ...tooLong(name, 63),
  ...(fits(DNS_1035, name)
    ? []
    : [
        wrong(
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
          DNS_1035,
          ['my-name', 'abc-123'],
        ),
      ]),
];

/** Names of roles and bindings: whatever may stand in a path. */
export const checkPathSegment: NameCheck = name => {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%']
    .filter(sign => name.includes(sign))
    .map(sign => `may not contain '${sign}'`);
};

/** Keys of labels and annotations, and finalizers: `prefix/name`. */
export const checkQualifiedName: NameCheck = name => {
  const parts = name.split('/');
  if (parts.length > 2) {
    return [
      wrong(
        "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        NAME_PART,
        ['MyName', 'my.name', '123-abc'],
      ).concat(
        " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
      ),
    ];
  }
  const part = parts[parts.length - 1];
  const prefix = parts.length === 2 ? parts[0] : undefined;
  return [
    ...(prefix === '' ? ['prefix part must be non-empty'] : []),
    ...(prefix
      ? checkSubdomain(prefix).map(each => `prefix part ${each}`)
      : []),
    ...(part === '' ? ['name part must be non-empty'] : []),
    ...tooLong(part, 63).map(each => `name part ${each}`),
    ...(fits(NAME_PART, part)
      ? []
      : [
          wrong(
            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
            NAME_PART,
            ['MyName', 'my.name', '123-abc'],
          ),
        ]),
  ];
};

/** Values of labels. */
export const checkLabelValue: NameCheck = value => [
  ...tooLong(value, 63),
  ...(fits(LABEL_VALUE, value)
    ? []
    : [
        wrong(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
          `(${NAME_PART})?`,
          ['MyValue', 'my_value', '12345'],
        ),
      ]),
];
