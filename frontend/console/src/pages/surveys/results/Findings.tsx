import { useTranslation } from 'react-i18next';
import type { Finding, Satisfaction } from '../../../api/types';
import { useFormat } from '../../../parts/format';
import { measureKeys } from '../../../parts/measures';
import { Panel } from '../../../parts/Panel';
import { arrow } from '../../../parts/Tone';

const kinds: Record<string, { key: string; tone: string }> = {
  rise: { key: 'ui.finding.rise', tone: 'good' },
  fall: { key: 'ui.finding.fall', tone: 'bad' },
  gap: { key: 'ui.finding.gap', tone: 'watch' },
  strength: { key: 'ui.finding.strength', tone: 'good' },
  weakness: { key: 'ui.finding.weakness', tone: 'bad' },
};

// Findings says in words what the rules picked out of the figures.
export function Findings({ data }: { data: Satisfaction }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('ui.result.findings')} note={t('ui.result.findings_note')}>
      <ul className="findings">
        {data.findings.map((f, i) => (
          <li key={i}>
            <Line finding={f} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Line({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const { text, figure, value, number } = useFormat();
  const kind = kinds[finding.kind];
  const name = finding.tile ? t(measureKeys[finding.tile] ?? 'ui.measure.mean') : text(finding.label);
  const plain = finding.unit === 'percent' ? 'score' : finding.unit;
  return (
    <>
      <span className={`chip ${kind?.tone ?? ''}`}>{kind && t(kind.key)}</span>
      <span className="finding-text">
        <b>{name}</b> <span className="num">{figure(finding.current, finding.unit)}</span>
        {finding.change && (finding.kind === 'rise' || finding.kind === 'fall') && (
          <span className="num">
            {' '}
            {arrow(finding.change.value)} {value(Math.abs(finding.change.value), plain).replace('+', '')}
          </span>
        )}
        {finding.target && finding.kind === 'gap' && (
          <span className="num">
            {' '}
            {t('ui.figure.target')} {value(finding.target.value, finding.unit)}
          </span>
        )}{' '}
        <span className="faint num">n = {number(finding.current.n)}</span>
      </span>
    </>
  );
}
