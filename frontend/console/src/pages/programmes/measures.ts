import type { Document } from '../../api/types';

export interface MeasureOption {
  value: string;
  label: string;
}

type Branch = NonNullable<Document['tree']>[number];

// measuresOf lists what of an instrument can have a target: its headlines, and every branch of its indicator tree or
// every section of its checklist.
export function measuresOf(
  document: Document,
  t: (key: string) => string,
  text: (words: Record<string, string> | undefined) => string,
): MeasureOption[] {
  if (document.kind === 'checklist')
    return [
      { value: 'visit', label: t('ui.measure.visit') },
      ...document.sections.map((s) => ({ value: `section:${s.code}`, label: text(s.title) || s.code })),
    ];
  const types = new Set(document.sections.flatMap((s) => s.items.map((i) => i.type)));
  const branches = (rows: Branch[] | undefined): Branch[] =>
    (rows ?? []).flatMap((row) => [row, ...branches(row.children ?? undefined)]);
  const tree = branches(document.tree ?? undefined);
  return [
    ...(tree.length > 0 ? [{ value: 'index', label: t('ui.measure.index') }] : []),
    ...(types.has('nps') ? [{ value: 'nps', label: t('ui.measure.nps') }] : []),
    ...(types.has('csat') || types.has('rating') ? [{ value: 't2b', label: t('ui.measure.t2b') }] : []),
    ...(types.has('ces') ? [{ value: 'ces', label: t('ui.measure.ces') }] : []),
    ...tree.map((row) => ({ value: `index:${row.code}`, label: text(row.label) || row.code })),
  ];
}
