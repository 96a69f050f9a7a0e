/**
 * Tags of Proxmox (`a-z 0-9 _ + . -`) as the catalogue allows them: other characters become a hyphen, and what is
 * left of nothing is left out.
 */
export function toCatalogTags(tags: string[]): string[] {
  const allowed = tags
    .map(tag =>
      tag
        .toLocaleLowerCase('en-US')
        .replace(/[^a-z0-9+#]+/g, '-')
        .slice(0, 63)
        .replace(/^-+|-+$/g, ''),
    )
    .filter(Boolean);
  return [...new Set(allowed)].sort();
}
