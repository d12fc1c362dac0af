import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../api/client';
import { useSaveRatings } from '../../api/assessments';
import type { AssessmentDetail, RatingInput } from '../../api/types';
import { cellKey, cellsOf, changed, type Cells } from './ratings';

export type SaveState = 'idle' | 'waiting' | 'saving' | 'saved' | 'failed';

// useRatings holds what was typed and sends it a moment after the last change. What could not be saved stays marked and
// is sent again with the next change or on demand.
export function useRatings(assessment: AssessmentDetail) {
  const [cells, setCells] = useState<Cells>(() => cellsOf(assessment.ratings));
  const [state, setState] = useState<SaveState>('idle');
  const [error, setError] = useState<Problem | null>(null);
  const [failed, setFailed] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef(cells);
  const waiting = useRef(new Map<string, RatingInput>());
  const timer = useRef<number>(undefined);
  const busy = useRef(false);
  const { mutateAsync } = useSaveRatings(assessment.id);

  const flush = useCallback(async () => {
    window.clearTimeout(timer.current);
    if (busy.current) return;
    busy.current = true;
    while (waiting.current.size > 0) {
      const sent = waiting.current;
      waiting.current = new Map();
      setState('saving');
      try {
        await mutateAsync([...sent.values()]);
        setError(null);
        setFailed(new Set());
        setState('saved');
      } catch (e) {
        // What was typed meanwhile is newer and wins over what failed.
        waiting.current = new Map([...sent, ...waiting.current]);
        setFailed(new Set(sent.keys()));
        setError(e as Problem);
        setState('failed');
        break;
      }
    }
    busy.current = false;
  }, [mutateAsync]);

  const change = useCallback(
    (line: string, item: string, part: Partial<RatingInput>) => {
      const next = changed(latest.current, line, item, part);
      latest.current = new Map(latest.current).set(cellKey(line, item), next);
      waiting.current.set(cellKey(line, item), next);
      setCells(latest.current);
      setState('waiting');
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), 400);
    },
    [flush],
  );

  // Leaving the page sends what is still waiting.
  useEffect(() => () => void flush(), [flush]);
  useEffect(() => {
    const warn = (e: BeforeUnloadEvent) => {
      if (waiting.current.size > 0) e.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);

  return { cells, change, flush, state, error, failed };
}
