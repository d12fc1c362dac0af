import { Breadcrumb } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';

interface Props {
  title: string;
  note?: ReactNode;
  crumbs?: { to: string; title: string }[];
  tags?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

// Page is the frame of every screen: where one is, what it is called, what can be done.
export function Page({ title, note, crumbs, tags, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · 试金石 Touchstone`;
  }, [title]);
  return (
    <div className="page">
      {crumbs && (
        <Breadcrumb
          className="crumbs"
          items={[...crumbs.map((c) => ({ title: <Link to={c.to}>{c.title}</Link> })), { title }]}
        />
      )}
      <div className="page-head">
        <div className="page-title">
          <h1>
            {title} {tags}
          </h1>
          {note && <p className="note">{note}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
