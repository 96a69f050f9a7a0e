import { styled } from '@mui/material/styles';
import { Guest } from '@rackstage/plugin-proxmox-common';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useProxmoxTranslation } from '../../translation';
import { DenseTable, HeaderCell, TableFrame } from '../DataTable';
import { guestColumns } from './guestColumns';
import { GuestFilters, GuestSortKey } from './guestFilters';
import { VirtualGuestRows } from './VirtualGuestRows';

const ROW_HEIGHT = 44;

const Table = styled(DenseTable)({
  tableLayout: 'fixed',
  minWidth: 1310,
  '&[aria-busy="true"] tbody': { opacity: 0.5 },
  '& td': {
    height: ROW_HEIGHT,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

const Frame = styled(TableFrame)({
  maxHeight: 'max(320px, calc(100vh - 270px))',
});

export interface GuestsTableProps {
  filters: GuestFilters;
  total: number;
  /** The rows are those of the question before. */
  isBusy: boolean;
  rowAt(index: number): Guest | undefined;
  isStale(guest: Guest): boolean;
  onSort(key: GuestSortKey): void;
  /** Tells which rows are in view, so that their pages are fetched. */
  onRange(range: { first: number; last: number }): void;
}

/** All guests that match, as one list to scroll through; only the rows in view exist. */
export function GuestsTable(props: GuestsTableProps) {
  const { filters, total, isBusy, rowAt, isStale, onSort, onRange } = props;
  const { t, locale } = useProxmoxTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => guestColumns(t, locale), [t, locale]);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? 0;

  useEffect(() => {
    onRange({ first, last });
  }, [first, last, onRange]);

  // Another question is answered from its beginning.
  useEffect(() => {
    frame.current?.scrollTo?.({ top: 0 });
  }, [filters]);

  return (
    <Frame
      ref={frame}
      tabIndex={0}
      role="group"
      aria-label={t('guests.scroll')}
    >
      <Table
        aria-label={t('page.guests')}
        aria-rowcount={total + 1}
        aria-busy={isBusy}
      >
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ id, label, numeric, sortKey }) => (
              <HeaderCell
                key={id}
                label={label}
                numeric={numeric}
                sort={
                  sortKey && {
                    direction:
                      filters.sort === sortKey ? filters.order : undefined,
                    onToggle: () => onSort(sortKey),
                  }
                }
              />
            ))}
          </tr>
        </thead>
        <VirtualGuestRows
          columns={columns}
          items={items}
          totalSize={virtualizer.getTotalSize()}
          rowAt={rowAt}
          isStale={isStale}
        />
      </Table>
    </Frame>
  );
}
