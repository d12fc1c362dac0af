import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me';
import { useResults } from '../../api/results';
import type { InstrumentDetail } from '../../api/types';
import { ExportButton } from '../../parts/ExportButton';
import { Panel } from '../../parts/Panel';
import { Loaded } from '../../parts/states';
import { ResultFilterBar, useResultFilter } from './ResultFilter';
import { Link } from 'react-router';

export default function SurveyDownloads({ survey }: { survey: InstrumentDetail }) {
  const { t } = useTranslation();
  const can = useCan();
  const filter = useResultFilter();
  const results = useResults(survey.id, filter, survey.state !== 'draft');
  const input = {
    instrument_id: survey.id,
    unit_id: filter.unit_id || undefined,
    location_id: filter.location_id || undefined,
  };
  if (survey.state === 'draft') return <Panel>{t('ui.result.draft')}</Panel>;
  return (
    <Loaded of={results}>
      {(data) => {
        const wave = filter.wave_id || data.header.wave?.id || '';
        return (
          <div className="stack">
            <ResultFilterBar waves={data.header.waves} wave={wave} />
            <div className="cards">
              <Panel title={t('ui.export.satisfaction')} note={t('ui.export.satisfaction_note')}>
                <ExportButton
                  type="primary"
                  label={t('ui.export.make')}
                  input={{ report: 'satisfaction', ...input, wave_id: wave || undefined }}
                />
              </Panel>
              {can('response.read') && (
                <Panel title={t('ui.export.responses')} note={t('ui.export.responses_note')}>
                  <ExportButton
                    type="primary"
                    label={t('ui.export.make')}
                    input={{ report: 'responses', ...input, wave_id: filter.wave_id || undefined }}
                  />
                </Panel>
              )}
            </div>
            <p className="note">
              <Link to="/downloads">{t('ui.export.all')}</Link>
            </p>
          </div>
        );
      }}
    </Loaded>
  );
}
