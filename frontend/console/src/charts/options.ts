import type { LineSeriesOption } from 'echarts/charts';
import type {
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  PolarComponentOption,
  RadarComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { fontFamily, ink } from '../theme';

export type ChartOption = ComposeOption<
  | LineSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | MarkLineComponentOption
  | PolarComponentOption
  | RadarComponentOption
  | TooltipComponentOption
>;

export const textStyle = { fontFamily, color: ink.soft, fontSize: 12 };
// HTML tool tips would need inline styles, which the content policy refuses.
export const tooltip = { renderMode: 'richText' as const, textStyle: { fontFamily, fontSize: 12, color: ink.strong } };

export interface TrendPoint {
  label: string;
  value: number | null;
  low: number | null;
  high: number | null;
}

// niceAxis returns the ends of an axis around some values, and the step of its lines: about five, at round numbers. The
// axis never runs past the ends of the scale, and a single value still gets a twentieth of the scale around it.
export function niceAxis(
  low: number,
  high: number,
  [least, most]: readonly [number, number] = [-Infinity, Infinity],
): [floor: number, ceiling: number, step: number] {
  const scale = Number.isFinite(most - least) ? (most - least) / 40 : 1;
  const pad = Math.max(scale, (high - low) * 0.15);
  const from = Math.max(least, low - pad);
  const to = Math.min(most, high + pad);
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10) * power;
  return [Math.max(least, Math.floor(from / step) * step), Math.min(most, Math.ceil(to / step) * step), step];
}

export interface TrendInput {
  name: string;
  band: string;
  points: TrendPoint[];
  target?: { value: number; label: string } | null;
  range: readonly [least: number, most: number];
  write: (value: number) => string;
}

// trendOption draws a line with the band of its interval. The band is two stacked areas: an unseen one up to the lower
// end, which may lie below 0, and a shaded one of the interval's width.
export function trendOption({ name, band, points, target, range, write }: TrendInput): ChartOption {
  const all = points.flatMap((p) => [p.value, p.low, p.high]).filter((v): v is number => v !== null);
  if (target) all.push(target.value);
  const [floor, ceiling, step] = niceAxis(Math.min(...all), Math.max(...all), range);
  return {
    textStyle,
    // Fixed margins: fitting them to the labels moves the axes after the line has been drawn.
    grid: { left: 46, right: 40, top: 26, bottom: 28, outerBoundsMode: 'none' },
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      formatter: (raw) => {
        const at = (Array.isArray(raw) ? raw[0] : raw)?.dataIndex ?? 0;
        const p = points[at];
        if (!p || p.value === null) return p?.label ?? '';
        const range = p.low === null || p.high === null ? '' : `\n${band} ${write(p.low)} – ${write(p.high)}`;
        return `${p.label}\n${name} ${write(p.value)}${range}`;
      },
    },
    xAxis: {
      type: 'category',
      data: points.map((p) => p.label),
      // The first point stands clear of the axis, so that its label can be read.
      boundaryGap: true,
      axisLine: { lineStyle: { color: '#868f9b' } },
      axisTick: { show: false },
      axisLabel: { ...textStyle, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: floor,
      max: ceiling,
      interval: step,
      splitLine: { lineStyle: { color: '#e6eaf0' } },
      axisLabel: textStyle,
    },
    series: [
      {
        type: 'line',
        stack: 'band',
        data: points.map((p) => p.low ?? '-'),
        lineStyle: { opacity: 0 },
        clip: false,
        symbol: 'none',
        silent: true,
        stackStrategy: 'all',
      },
      {
        type: 'line',
        stack: 'band',
        data: points.map((p) => (p.low === null || p.high === null ? '-' : p.high - p.low)),
        lineStyle: { opacity: 0 },
        clip: false,
        areaStyle: { color: ink.brand, opacity: 0.14 },
        symbol: 'none',
        silent: true,
        stackStrategy: 'all',
      },
      {
        type: 'line',
        name,
        data: points.map((p) => p.value ?? '-'),
        color: ink.brand,
        lineStyle: { width: 2.5 },
        clip: false,
        symbol: 'circle',
        symbolSize: 8,
        label: {
          show: true,
          position: 'top',
          formatter: (p) => (typeof p.value === 'number' ? write(p.value) : ''),
          fontFamily,
          fontWeight: 600,
          color: ink.strong,
        },
        markLine: target
          ? {
              silent: true,
              symbol: 'none',
              lineStyle: { color: ink.good, type: 'dashed' },
              label: {
                formatter: `${target.label} ${write(target.value)}`,
                position: 'insideEndTop',
                color: ink.good,
                fontFamily,
              },
              data: [{ yAxis: target.value }],
            }
          : undefined,
      },
    ],
  };
}
