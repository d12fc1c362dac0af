import { Link } from 'react-router';

interface Props {
  label: string;
  active: string | undefined;
  tabs: { key: string; label: string; to: string }[];
}

// TabBar leads to the parts of a screen. Each has its own address, so these are links; on a phone they scroll.
export function TabBar({ label, active, tabs }: Props) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.key} to={tab.to} aria-current={tab.key === active ? 'page' : undefined} preventScrollReset>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
