import type { ReactNode } from 'react';

interface Props {
  title?: ReactNode;
  note?: ReactNode;
  extra?: ReactNode;
  flush?: boolean;
  children: ReactNode;
  className?: string;
}

// Panel is the one kind of card: a heading, what to know about it, and content that scrolls inside it when it is wide.
export function Panel({ title, note, extra, flush, children, className = '' }: Props) {
  return (
    <section className={`panel ${flush ? 'flush' : ''} ${className}`}>
      {(title || extra) && (
        <div className="panel-head">
          <div>
            <h2>{title}</h2>
            {note && <p className="note">{note}</p>}
          </div>
          {extra && <div className="panel-extra">{extra}</div>}
        </div>
      )}
      <div className="panel-body">{children}</div>
    </section>
  );
}
