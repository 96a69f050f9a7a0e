import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { CSSProperties } from 'react';

const ROOT: CSSProperties = {
  height: 2 * sidebarConfig.logoHeight,
  display: 'flex',
  alignItems: 'center',
  paddingLeft: 24,
};

const LINK: CSSProperties = {
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  // The sidebar is dark in both themes.
  color: 'inherit',
  fontSize: 20,
  fontWeight: 600,
  letterSpacing: 0.3,
};

/** A rack with three units; takes the colour of the text around it. */
function RackMark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="1.8">
        <rect x="3" y="2.5" width="18" height="5.5" rx="1.2" />
        <rect x="3" y="9.2" width="18" height="5.5" rx="1.2" />
        <rect x="3" y="16" width="18" height="5.5" rx="1.2" />
      </g>
      <g fill="currentColor">
        <circle cx="6.6" cy="5.25" r="1.1" />
        <circle cx="6.6" cy="11.95" r="1.1" />
        <circle cx="6.6" cy="18.75" r="1.1" />
      </g>
    </svg>
  );
}

/** The portal's mark, and its name where there is room for it. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <div style={{ ...ROOT, color: 'var(--bui-white)' }}>
      <Link to="/" underline="none" aria-label="Home" style={LINK}>
        <RackMark />
        {isOpen && <span>Rackstage</span>}
      </Link>
    </div>
  );
}
