import { lazy, Suspense } from 'react';
import { Skeleton } from 'antd';
import type { ChartOption } from './options';

// The chart library is one chunk of its own, fetched when the first chart is shown.
const Drawing = lazy(() => import('./Drawing'));

export function Chart({ option, height, label }: { option: ChartOption; height: number; label: string }) {
  return (
    <div role="img" aria-label={label} style={{ height }}>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 4 }} />}>
        <Drawing option={option} height={height} />
      </Suspense>
    </div>
  );
}
