import { useTranslation } from 'react-i18next';
import type { LineKind, Text } from '../../api/types';
import { useFormat } from '../../parts/format';

export const lineKeys: Record<LineKind, string> = {
  current: 'ui.line.current',
  target: 'ui.line.target',
  industry_best: 'ui.line.industry_best',
  industry_average: 'ui.line.industry_average',
  competitor: 'ui.line.competitor',
};

export const lineKind = (t: (key: string) => string, kind: string) =>
  t(lineKeys[kind as LineKind] ?? 'ui.line.competitor');

const order: string[] = ['current', 'target', 'industry_best', 'industry_average', 'competitor'];

export function inOrder<T extends { kind: string; position?: number }>(lines: T[]): T[] {
  return [...lines].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.position ?? 0) - (b.position ?? 0),
  );
}

// useLineName names a line: a competitor by its own name, the others by what they are.
export function useLineName(): (line: { kind: string; name?: Text }) => string {
  const { t } = useTranslation();
  const { text } = useFormat();
  return (line) => (line.kind === 'competitor' && text(line.name)) || lineKind(t, line.kind);
}
