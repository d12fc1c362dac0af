import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useResults } from '../../../api/results';
import type { Satisfaction, InstrumentDetail } from '../../../api/types';
import { ExportButton } from '../../../parts/ExportButton';
import { useFormat } from '../../../parts/format';
import { Panel } from '../../../parts/Panel';
import { Loaded, Nothing } from '../../../parts/states';
import { ResultFilterBar, useResultFilter } from '../ResultFilter';
import { Distributions } from './Distributions';
import { Findings } from './Findings';
import { Groups } from './GroupTables';
import { HeatTable } from './HeatTable';
import { IndicatorTable } from './IndicatorTable';
import { League } from './League';
import { Tiles } from './Tiles';
import { Trend } from './Trend';

export default function Results({ survey }: { survey: InstrumentDetail }) {
  const { t } = useTranslation();
  const filter = useResultFilter();
  const results = useResults(survey.id, filter);
  if (survey.state === 'draft')
    return (
      <Panel>
        <Nothing text={t('ui.result.draft')} />
      </Panel>
    );
  return (
    <Loaded of={results} rows={10}>
      {(data) => (
        <div className="stack">
          <div className="row between">
            <ResultFilterBar waves={data.header.waves} wave={filter.wave_id || data.header.wave?.id || ''} />
            <ExportButton
              label={t('ui.export.satisfaction')}
              input={{ report: 'satisfaction', instrument_id: survey.id, ...filter, wave_id: data.header.wave?.id }}
            />
          </div>
          <Standing data={data} />
          {data.header.responses === 0 ? (
            <Panel>
              <Nothing text={t(data.header.wave ? 'ui.result.none' : 'ui.result.none_scope')} />
            </Panel>
          ) : (
            <Figures survey={survey} data={data} />
          )}
        </div>
      )}
    </Loaded>
  );
}

function Figures({ survey, data }: { survey: InstrumentDetail; data: Satisfaction }) {
  const filter = useResultFilter();
  const asked = { ...filter, wave_id: data.header.wave?.id ?? filter.wave_id };
  return (
    <>
      <Tiles data={data} />
      {data.trend.length > 0 && data.tiles.length > 0 && <Trend data={data} />}
      {data.findings.length > 0 && <Findings data={data} />}
      {data.indicators.length > 0 && <IndicatorTable rows={data.indicators} />}
      {data.locations.length > 0 && data.tiles.length > 0 && <League data={data} />}
      {data.heat_map.rows.length > 0 && <HeatTable data={data.heat_map} />}
      <Distributions items={data.items} />
      {data.group_items.length > 0 && <Groups survey={survey.id} filter={asked} />}
    </>
  );
}

// Standing says what the figures below stand on: period, answers, completion, and how fresh they are.
function Standing({ data }: { data: Satisfaction }) {
  const { t } = useTranslation();
  const { number, day, figure, time } = useFormat();
  const h = data.header;
  return (
    <>
      <p className="standing">
        <span>
          {t('ui.result.valid')} <b className="num">{number(h.responses)}</b>
        </span>
        {h.first_day > 0 && (
          <span>
            {t('ui.result.fieldwork')}{' '}
            <span className="num">
              {day(h.first_day)} – {day(h.last_day)}
            </span>
          </span>
        )}
        {h.completion.value !== null && (
          <span>
            {t('ui.result.completion')} <span className="num">{figure(h.completion, 'percent')}</span> (n ={' '}
            {number(h.completion.n)} / {number(h.completion.base)})
          </span>
        )}
        {h.counts.invalid > 0 && <span>{t('ui.result.invalid', { count: h.counts.invalid })}</span>}
        <span>
          {t('ui.result.as_of')} <span className="num">{time(h.as_of)}</span>
        </span>
      </p>
      {h.not_yet_derived > 0 && (
        <Alert type="info" showIcon title={t('ui.result.not_derived', { count: h.not_yet_derived })} />
      )}
      {h.series_break && <Alert type="warning" showIcon title={t('ui.result.break')} />}
    </>
  );
}
