import { Skeleton } from '@backstage/ui';
import { Guest } from '@rackstage/plugin-proxmox-common';
import { VirtualItem } from '@tanstack/react-virtual';
import { GuestColumn } from './guestColumns';

export interface VirtualGuestRowsProps {
  columns: GuestColumn[];
  items: VirtualItem[];
  /** Height of all rows, in pixels. */
  totalSize: number;
  rowAt(index: number): Guest | undefined;
  isStale(guest: Guest): boolean;
}

/** The rows in view; two empty rows keep the place of those above and below. */
export function VirtualGuestRows(props: VirtualGuestRowsProps) {
  const { columns, items, totalSize, rowAt, isStale } = props;
  const above = items[0]?.start ?? 0;
  const below = totalSize - (items[items.length - 1]?.end ?? 0);
  return (
    <tbody>
      <SpacerRow height={above} columns={columns.length} />
      {items.map(({ index }) => (
        <GuestRow
          key={index}
          index={index}
          columns={columns}
          guest={rowAt(index)}
          isStale={isStale}
        />
      ))}
      <SpacerRow height={below} columns={columns.length} />
    </tbody>
  );
}

function SpacerRow(props: { height: number; columns: number }) {
  return props.height > 0 ? (
    <tr aria-hidden>
      <td
        colSpan={props.columns}
        style={{ height: props.height, padding: 0, border: 'none' }}
      />
    </tr>
  ) : null;
}

function GuestRow(props: {
  index: number;
  columns: GuestColumn[];
  /** Absent until its page has arrived. */
  guest: Guest | undefined;
  isStale(guest: Guest): boolean;
}) {
  const { index, columns, guest } = props;
  const stale = guest !== undefined && props.isStale(guest);
  return (
    // The header is row 1.
    <tr aria-rowindex={index + 2} data-stale={stale}>
      {columns.map(column => (
        <td key={column.id} data-numeric={column.numeric}>
          {guest ? (
            column.render(guest, stale)
          ) : (
            <Skeleton height={14} width="70%" />
          )}
        </td>
      ))}
    </tr>
  );
}
