import type { VisitItem } from '../../api/types';

type Scored = Pick<VisitItem, 'counted' | 'earned' | 'possible' | 'failed' | 'critical' | 'bonus'>;

/**
 * How a check went: all its points, some, none; a failed critical item is bad whatever it earned. A bonus that was not
 * earned is no failure, and what does not count is neither.
 */
export function checkTone(item: Scored): 'good' | 'watch' | 'bad' | undefined {
  if (item.failed && item.critical) return 'bad';
  if (!item.counted || item.possible <= 0) return undefined;
  if (item.earned >= item.possible) return 'good';
  return item.earned > 0 ? 'watch' : 'bad';
}

/** The points of a check and the most it could earn; a bonus is written as what it adds. */
export function checkPoints(item: Scored): { sign: '' | '+'; earned: number; most: number } | undefined {
  if (item.counted) return { sign: '', earned: item.earned, most: item.possible };
  return item.bonus ? { sign: '+', earned: item.earned, most: item.bonus } : undefined;
}
