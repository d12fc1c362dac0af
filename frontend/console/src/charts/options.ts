import type { LineSeriesOption, RadarSeriesOption } from 'echarts/charts';
import type {
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  RadarComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { fontFamily, ink } from '../theme';

export type ChartOption = ComposeOption<
  | LineSeriesOption
  | RadarSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | MarkLineComponentOption
  | RadarComponentOption
  | TooltipComponentOption
>;

const textStyle = { fontFamily, color: ink.soft, fontSize: 12 };
// HTML tool tips would need inline styles, which the content policy refuses.
const tooltip = { renderMode: 'richText' as const, textStyle: { fontFamily, fontSize: 12, color: ink.strong } };

export interface TrendPoint {
  label: string;
  value: number | null;
  low: number | null;
  high: number | null;
}

// niceAxis returns the ends of an axis around some values, and the step of its lines: about five, at round numbers.
export function niceAxis(low: number, high: number): [floor: number, ceiling: number, step: number] {
  const pad = Math.max(1, (high - low) * 0.15);
  const rough = (high - low + 2 * pad) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10) * power;
  return [Math.floor((low - pad) / step) * step, Math.ceil((high + pad) / step) * step, step];
}

export interface TrendInput {
  name: string;
  band: string;
  points: TrendPoint[];
  target?: { value: number; label: string } | null;
  write: (value: number) => string;
  narrow?: boolean;
}

// trendOption draws a line with the band of its interval. The band is two stacked areas: an unseen one up to the lower
// end, and a shaded one of the interval's width.
export function trendOption({ name, band, points, target, write }: TrendInput): ChartOption {
  const all = points.flatMap((p) => [p.value, p.low, p.high]).filter((v): v is number => v !== null);
  if (target) all.push(target.value);
  const [floor, ceiling, step] = niceAxis(Math.min(...all), Math.max(...all));
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
      boundaryGap: points.length < 3,
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
        data: points.map((p) => (p.low === null ? '-' : p.low - Math.min(0, floor))),
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

export interface RadarLine {
  key: string;
  name: string;
  kind: string;
  colour: string;
  hidden: boolean;
  values: (number | null)[];
}

const strokes: Record<string, 'solid' | 'dashed' | 'dotted'> = { current: 'solid', target: 'dashed' };
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'arrow', 'pin'];

// broken breaks a long name into short lines: at spaces, or after six characters of Chinese.
function broken(name: string): string {
  if (!name.includes(' ')) return name.replace(/([\u4e00-\u9fff]{6})(?=.)/g, '$1\n');
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 13) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

// radarOption draws at most eight axes from 0 to max. A line with a gap is not closed over it: ECharts leaves out what
// is not a number.
export function radarOption(axes: string[], lines: RadarLine[], max: number): ChartOption {
  return {
    textStyle,
    tooltip: { ...tooltip, trigger: 'item' },
    radar: {
      indicator: axes.map((name) => ({ name: broken(name), max, min: 0 })),
      splitNumber: max,
      radius: '54%',
      axisName: { color: ink.strong, fontFamily, fontSize: 12, lineHeight: 16 },
      splitArea: { show: false },
      splitLine: { lineStyle: { color: ink.line } },
      axisLine: { lineStyle: { color: ink.line } },
    },
    series: lines.map((line, i) => ({
      type: 'radar' as const,
      name: line.name,
      symbol: symbols[i % symbols.length],
      symbolSize: 6,
      color: line.colour,
      lineStyle: { type: strokes[line.kind] ?? 'dotted', width: line.kind === 'current' ? 2.6 : 1.8 },
      areaStyle: line.kind === 'current' ? { opacity: 0.1 } : undefined,
      data: line.hidden ? [] : [{ name: line.name, value: line.values.map((v) => v ?? '-') }],
    })),
  };
}
