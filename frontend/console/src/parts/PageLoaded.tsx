import type { ReactNode } from 'react';
import { Page } from './Page';
import { Loaded, type Asked } from './states';

interface Props<T> {
  of: Asked<T>;
  title: string;
  children: (data: T) => ReactNode;
}

// PageLoaded is for a page whose heading comes with its data: until then, and when it is refused, it has another one.
export function PageLoaded<T>({ of, title, children }: Props<T>) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  return (
    <Page title={title}>
      <Loaded of={of} rows={10}>
        {children}
      </Loaded>
    </Page>
  );
}
