import type { Wave } from '../../api/types';

export type WaveState = 'planned' | 'open' | 'closing' | 'closed' | 'published';

export const waveLook: Record<WaveState, { key: string; tone: string; mark: string }> = {
  planned: { key: 'ui.wave.planned', tone: '', mark: '○' },
  open: { key: 'ui.wave.open', tone: 'good', mark: '●' },
  closing: { key: 'ui.wave.closing', tone: 'watch', mark: '◐' },
  closed: { key: 'ui.wave.closed', tone: 'watch', mark: '■' },
  published: { key: 'ui.wave.published', tone: 'brand', mark: '✓' },
};

// nextStates says which state may follow which; the server knows the same.
const nextStates: Record<WaveState, WaveState[]> = {
  planned: ['open'],
  open: ['planned', 'closing', 'closed'],
  closing: ['open', 'closed'],
  closed: ['open', 'published'],
  published: ['closed'],
};

export const stateOf = (wave: Wave): WaveState => (wave.state in waveLook ? (wave.state as WaveState) : 'planned');

// statesFor are the states a wave can be set to, the present one first.
export const statesFor = (wave?: Wave): WaveState[] =>
  wave ? [stateOf(wave), ...nextStates[stateOf(wave)]] : ['planned', 'open'];
