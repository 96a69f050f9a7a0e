import { Text } from '@backstage/ui';
import { ReactNode, useMemo, useState } from 'react';
import { useProxmoxTranslation } from '../../translation';
import { HeaderCell } from './HeaderCell';
import { SortValue, sortRows } from './sortRows';
import { DenseTable, TableFrame } from './tableStyles';

export interface DataColumn<T> {
  id: string;
  label: string;
  render(row: T): ReactNode;
  /** Absent where sorting by the column makes no sense. */
  sortBy?(row: T): SortValue;
  numeric?: boolean;
  /** For a name, a time or a count, which is hard to read on several lines; the table scrolls instead. */
  oneLine?: boolean;
}

export interface DataTableProps<T> {
  /** The table's accessible name. */
  label: string;
  columns: DataColumn<T>[];
  rows: T[];
  rowKey(row: T): string;
  isStale?(row: T): boolean;
  /** What stands there in words if there are no rows. */
  empty: ReactNode;
}

interface Sorting {
  column: string;
  direction: 'asc' | 'desc';
}

/** A table of all its rows, sorted in the browser; for lists of at most a few hundred. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, rowKey, isStale, empty } = props;
  const { locale } = useProxmoxTranslation();
  const [sorting, setSorting] = useState<Sorting>();
  const sorted = useMemo(() => {
    const sortBy = columns.find(({ id }) => id === sorting?.column)?.sortBy;
    return sorting && sortBy
      ? sortRows(rows, sortBy, { direction: sorting.direction, locale })
      : rows;
  }, [columns, rows, sorting, locale]);

  if (rows.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {empty}
      </Text>
    );
  }
  return (
    <TableFrame tabIndex={0} role="group" aria-label={label}>
      <DenseTable aria-label={label}>
        <thead>
          <tr>
            {columns.map(column => (
              <HeaderCell
                key={column.id}
                label={column.label}
                numeric={column.numeric}
                sort={column.sortBy && sortOf(column.id, sorting, setSorting)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map(row => (
            <tr key={rowKey(row)} data-stale={isStale?.(row)}>
              {columns.map(column => (
                <td
                  key={column.id}
                  data-numeric={column.numeric}
                  data-one-line={column.oneLine}
                >
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DenseTable>
    </TableFrame>
  );
}

function sortOf(
  column: string,
  sorting: Sorting | undefined,
  setSorting: (sorting: Sorting) => void,
) {
  const direction = sorting?.column === column ? sorting.direction : undefined;
  return {
    direction,
    onToggle: () =>
      setSorting({ column, direction: direction === 'asc' ? 'desc' : 'asc' }),
  };
}
