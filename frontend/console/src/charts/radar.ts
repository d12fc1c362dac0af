import { fontFamily, ink } from '../theme';
import { textStyle, tooltip, type ChartOption } from './options';

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

// around closes a line by its first point; a gap stays a gap, so the line breaks there instead of running to the centre.
const around = (values: (number | null)[]) => [...values, values[0] ?? null].map((v, i) => [v ?? '-', i]);

// radarOption draws axes from 0 to max, clockwise from the top as in the workbook. The net is ECharts' radar; its lines
// would take what was not assessed for 0, so they are drawn as lines around the same centre.
export function radarOption(axes: string[], lines: RadarLine[], max: number): ChartOption {
  const radius = '54%';
  const hidden = { show: false };
  const unseen = { axisLine: hidden, axisTick: hidden, axisLabel: hidden, splitLine: hidden };
  return {
    animation: false, // lines around a centre would grow like a clock's hand, lone marks last
    textStyle,
    tooltip: {
      ...tooltip,
      trigger: 'item',
      formatter: (raw) => {
        const [p] = Array.isArray(raw) ? raw : [raw];
        const [score, at] = (p?.value ?? []) as number[];
        return `${axes[(at ?? 0) % axes.length] ?? ''}\n${p?.seriesName ?? ''} ${score?.toFixed(2) ?? ''}`;
      },
    },
    radar: {
      indicator: axes.map((name) => ({ name: broken(name), max, min: 0 })),
      clockwise: true,
      splitNumber: max,
      radius,
      axisName: { color: ink.strong, fontFamily, fontSize: 12, lineHeight: 16 },
      splitArea: { show: false },
      splitLine: { lineStyle: { color: ink.line } },
      axisLine: { lineStyle: { color: ink.line } },
    },
    polar: { radius },
    angleAxis: { type: 'value', min: 0, max: axes.length, interval: 1, startAngle: 90, clockwise: true, ...unseen },
    radiusAxis: { type: 'value', min: 0, max, interval: 1, ...unseen },
    series: lines.map((line, i) => ({
      type: 'line' as const,
      coordinateSystem: 'polar' as const,
      name: line.name,
      symbol: symbols[i % symbols.length],
      symbolSize: 6,
      showAllSymbol: true,
      connectNulls: false,
      color: line.colour,
      lineStyle: { type: strokes[line.kind] ?? 'dotted', width: line.kind === 'current' ? 2.6 : 1.8 },
      areaStyle: line.kind === 'current' && !line.values.includes(null) ? { opacity: 0.1 } : undefined,
      data: line.hidden ? [] : around(line.values),
    })),
  };
}
