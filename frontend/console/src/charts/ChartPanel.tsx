import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../parts/Panel';
import { Scroll } from '../parts/Scroll';

interface Props {
  title: string;
  note?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
  extra?: ReactNode;
}

// ChartPanel turns between a drawing and the table of the same figures.
export function ChartPanel({ title, note, chart, table, extra }: Props) {
  const { t } = useTranslation();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <Panel
      title={title}
      note={note}
      extra={
        <>
          {extra}
          <Segmented
            size="small"
            aria-label={t('ui.chart.view')}
            value={view}
            onChange={setView}
            options={[
              { value: 'chart', label: t('ui.chart.chart') },
              { value: 'table', label: t('ui.chart.table') },
            ]}
          />
        </>
      }
    >
      {view === 'chart' ? chart : <Scroll label={title}>{table}</Scroll>}
    </Panel>
  );
}
