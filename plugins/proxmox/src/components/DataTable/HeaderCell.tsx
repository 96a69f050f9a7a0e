import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { SortButton } from './tableStyles';

export interface HeaderCellProps {
  label: string;
  numeric?: boolean;
  /** Absent where the column cannot be sorted by. */
  sort?: { direction?: 'asc' | 'desc'; onToggle(): void };
}

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

/** A column's header; a button inside where one can sort by it. */
export function HeaderCell({ label, numeric, sort }: HeaderCellProps) {
  const direction = sort?.direction;
  return (
    <th
      scope="col"
      data-numeric={numeric}
      aria-sort={direction ? ARIA_SORT[direction] : undefined}
    >
      {sort ? (
        <SortButton
          type="button"
          data-active={direction !== undefined}
          onClick={sort.onToggle}
        >
          {label}
          {direction === 'asc' && <RiArrowUpLine aria-hidden />}
          {direction === 'desc' && <RiArrowDownLine aria-hidden />}
        </SortButton>
      ) : (
        label
      )}
    </th>
  );
}
