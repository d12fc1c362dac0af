import { api } from './client';
import { useRead } from './query';
import type { Method, Ref } from './results';
import type { Band, Day, Figure, ID, LineKind, Option, Text } from './types';

export interface BenchmarkSet {
  points: number;
  max_points: number;
  max_assessed: number;
  mean: Figure;
  percent: number | null;
  coverage: number;
  provisional: boolean;
  level: string;
  level_number: number;
  next: { level: string; distance: number } | null;
}
export interface BenchmarkLine {
  id: ID;
  kind: LineKind;
  name?: Text;
  brand?: Ref | null;
  source: string;
  source_day: Day;
  informants: number;
  key: BenchmarkSet;
  all: BenchmarkSet;
}
export interface BenchmarkScore {
  line_id: ID;
  score: Figure;
  gap: number | null;
}
export interface BenchmarkCategory {
  code: string;
  label: Text;
  weight: number;
  share: number;
  indicators: number;
  points: number;
  max_points: number;
  coverage: number;
  provisional: boolean;
  level: string;
  scores: BenchmarkScore[];
}
export interface BenchmarkGap {
  rank: number;
  code: string;
  label: Text;
  category: string;
  weight: number;
  key: boolean;
  current: number | null;
  target: number | null;
  target_gap: number | null;
  industry_gap: number | null;
  average_gap: number | null;
  competitors: { line_id: ID; gap: number | null }[];
  priority: number | null;
}
export interface Benchmark {
  header: {
    instrument: Ref;
    version: number;
    state: string;
    source?: Text;
    weights_by?: Text;
    from_day: Day;
    to_day: Day;
    assessors: string;
    levels: Band[];
    anchors: Option[];
    coverage: number;
    as_of: string;
  };
  summary: { key: BenchmarkSet; all: BenchmarkSet };
  lines: BenchmarkLine[];
  categories: BenchmarkCategory[];
  gaps: BenchmarkGap[];
  strengths: string[];
  weaknesses: string[];
  methods: Method[];
}

export const useBenchmark = (assessment: ID, on = true) =>
  useRead(
    ['benchmark', assessment],
    () => api.get<Benchmark>('/assessments/{id}/benchmark', { path: { id: assessment } }),
    on && assessment !== '',
  );
