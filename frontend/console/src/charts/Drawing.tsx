import type { EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { init } from './library';
import type { ChartOption } from './options';

const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export default function Drawing({ option, height }: { option: ChartOption; height: number }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);

  useEffect(() => {
    if (!box.current) return;
    const drawn = init(box.current, null, { renderer: 'svg' });
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption({ animation: !calm(), ...option }, { notMerge: true });
  }, [option]);

  return <div ref={box} style={{ height }} aria-hidden="true" />;
}
