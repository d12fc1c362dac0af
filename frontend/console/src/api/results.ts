import { useInfiniteQuery } from '@tanstack/react-query';
import { api, type Problem } from './client';
import { useRead } from './query';
import type { Day, Figure, ID, Interval, List, Text } from './types';

export interface Ref {
  id: ID;
  code: string;
  name: Text;
}
export interface WaveRef extends Ref {
  from_day: Day;
  to_day: Day;
  state: string;
}
export interface Change {
  value: number;
  interval?: Interval | null;
  p?: number | null;
  direction: number;
  tone?: string;
}
export interface TargetGap {
  value: number;
  gap: number | null;
  tone?: string;
}
export interface Comparison {
  current: Figure;
  previous?: Figure | null;
  change?: Change | null;
  year_ago?: Figure | null;
  year_on?: Change | null;
  target?: TargetGap | null;
  better: 'higher' | 'lower';
  unit: FigureUnit;
}
export type FigureUnit = 'score' | 'percent' | 'nps' | 'scale' | 'number';
export interface NamedFigure {
  measure: string;
  unit: FigureUnit;
  figure: Figure;
}
export interface NPSShares {
  detractors: Figure;
  passives: Figure;
  promoters: Figure;
}
export interface ItemRef {
  code: string;
  type: string;
  label: Text;
}
export interface ResultTile extends Comparison {
  measure: string;
  item?: string;
  label?: Text;
  rule?: string;
  shares?: NPSShares | null;
}
export interface IndicatorRow {
  code: string;
  parent?: string;
  level: number;
  label?: Text;
  item?: string;
  weight: number;
  coverage: number;
  score: Comparison;
  t2b?: Figure | null;
}
export interface OptionCount {
  code: string;
  label?: Text;
  count: number;
  share: Figure;
}
export interface ItemResult extends ItemRef {
  section: string;
  group?: boolean;
  outcome?: boolean;
  n: number;
  base: number;
  suppressed?: boolean;
  counts: OptionCount[];
  measure?: string;
  headline?: Comparison | null;
  figures: NamedFigure[];
}
export interface RankRow extends Ref {
  parent?: Ref | null;
  level?: number;
  responses: number;
  figures: NamedFigure[];
  rank: number;
  of: number;
  rank_before: number;
  rank_change: number | null;
  change?: Change | null;
  target?: TargetGap | null;
  reason?: string;
}
export interface HeatMap {
  columns: { code: string; label: Text }[];
  rows: (Ref & { cells: Figure[] })[];
}
export interface TrendPoint {
  wave?: WaveRef | null;
  month?: number;
  current?: boolean;
  series_break?: boolean;
  responses: number;
  figures: NamedFigure[];
  shares?: NPSShares | null;
  targets: (TargetGap | null)[];
}
export interface Finding extends Comparison {
  kind: string;
  code?: string;
  tile?: string;
  label?: Text;
}
export interface Method {
  key: string;
  params?: { name: string; value: string }[];
}
export interface Satisfaction {
  header: {
    client: Ref;
    instrument: Ref;
    mode: string;
    versions: { number: number; day: Day; series_break: boolean }[];
    wave: WaveRef | null;
    previous_wave: WaveRef | null;
    series_break: boolean;
    waves: WaveRef[];
    unit: Ref | null;
    location: Ref | null;
    first_day: Day;
    last_day: Day;
    responses: number;
    counts: { completed: number; invalid: number; unfinished: number; screened_out: number; over_quota: number };
    completion: Figure;
    minimum_n: number;
    as_of: string;
    not_yet_derived: number;
  };
  tiles: ResultTile[];
  ranked_by: string;
  indicators: IndicatorRow[];
  items: ItemResult[];
  locations: RankRow[];
  units: RankRow[];
  heat_map: HeatMap;
  trend: TrendPoint[];
  findings: Finding[];
  verbatims: ItemRef[];
  group_items: ItemRef[];
  methods: Method[];
}
export interface Category {
  code: string;
  label?: Text;
}
export interface CrossRow extends Category {
  n: number;
  suppressed?: boolean;
  cells: { count: number; share: Figure }[];
  figures: NamedFigure[];
}
export interface CrossTable {
  group: ItemRef;
  outcome: ItemRef;
  columns: Category[];
  rows: CrossRow[];
  total: CrossRow;
}
export interface NumberResult extends ItemRef {
  unit?: Text;
  mean: Figure;
  low: Figure;
  q1: Figure;
  median: Figure;
  q3: Figure;
  high: Figure;
}
export interface Groups {
  wave: WaveRef | null;
  tables: CrossTable[];
  numbers: NumberResult[];
}
export interface Verbatim {
  response_id: ID;
  item: string;
  text: string;
  lang: string;
  day: Day;
  wave?: Ref | null;
  location?: Ref | null;
  scores: { measure: string; item: string; answer: number }[];
}

export interface ResultFilter {
  wave_id?: ID;
  unit_id?: ID;
  location_id?: ID;
}

export const useResults = (instrument: ID, filter: ResultFilter, on = true) =>
  useRead(
    ['results', instrument, filter],
    () => api.get<Satisfaction>('/instruments/{id}/results', { path: { id: instrument }, query: { ...filter } }),
    on && instrument !== '',
  );

export const useGroups = (instrument: ID, filter: ResultFilter, on: boolean) =>
  useRead(
    ['results', instrument, 'groups', filter],
    () => api.get<Groups>('/instruments/{id}/groups', { path: { id: instrument }, query: { ...filter } }),
    on,
  );

export interface VerbatimFilter extends ResultFilter {
  item?: string;
}
export const useVerbatims = (instrument: ID, filter: VerbatimFilter) =>
  useInfiniteQuery<List<Verbatim>, Problem>({
    queryKey: ['verbatims', instrument, filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.get<List<Verbatim>>('/instruments/{id}/verbatims', {
        path: { id: instrument },
        query: { ...filter, cursor: pageParam as string, limit: 30 },
      }),
    getNextPageParam: (last) => last.next || undefined,
  });
