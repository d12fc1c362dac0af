import { useTranslation } from 'react-i18next';
import { useFormat } from './format';

export interface Bar {
  key: string;
  label: string;
  count: number;
  share: number | null;
  tone?: 'detractor' | 'passive' | 'promoter' | 'brand';
}

// Bars is a distribution as a table whose second column is drawn: every bar has its count and share in figures.
export function Bars({ bars, caption }: { bars: Bar[]; caption: string }) {
  const { t } = useTranslation();
  const { number, value } = useFormat();
  const most = Math.max(1, ...bars.map((b) => b.count));
  return (
    <table className="bars">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('ui.result.answer')}</th>
          <th scope="col" aria-hidden="true" />
          <th scope="col">n</th>
          <th scope="col">{t('ui.result.share')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((b) => (
          <tr key={b.key}>
            <th scope="row">{b.label}</th>
            <td className="bar-cell" aria-hidden="true">
              <span className={`bar ${b.tone ?? 'brand'}`} style={{ width: `${(100 * b.count) / most}%` }} />
            </td>
            <td className="num">{number(b.count)}</td>
            <td className="num">{b.share === null ? '—' : value(b.share, 'percent')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
