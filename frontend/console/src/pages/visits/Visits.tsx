import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useChecklist } from '../../api/visits';
import { useCan } from '../../api/me';
import { useProgrammes, useWaves } from '../../api/programmes';
import { Choose } from '../../parts/Choose';
import { ExportButton } from '../../parts/ExportButton';
import { useFormat } from '../../parts/format';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Gate, Loaded, Nothing } from '../../parts/states';
import { TabBar } from '../../parts/TabBar';
import { useUrl } from '../../parts/useUrl';
import { PlanVisit } from './PlanVisit';
import { useShownWave, visitWaves } from './wave';
import { VisitList } from './VisitList';
import { WaveResults } from './WaveResults';

export default function Visits() {
  const { t } = useTranslation();
  const can = useCan();
  const programmes = useProgrammes(can('visit.read'));
  const waves = useWaves(can('visit.read'));
  const [planning, setPlanning] = useState(false);
  return (
    <Page
      title={t('ui.nav.visits')}
      note={t('ui.visit.note')}
      actions={
        can('visit.plan') &&
        visitWaves(programmes.data ?? [], waves.data ?? []).length > 0 && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setPlanning(true)}>
            {t('ui.visit.plan')}
          </Button>
        )
      }
    >
      <Gate verb="visit.read">
        <Loaded of={programmes}>
          {(all) => (
            <Loaded of={waves}>
              {(rows) => {
                const mine = visitWaves(all, rows);
                return mine.length === 0 ? (
                  <Panel>
                    <Nothing text={t('ui.visit.no_waves')}>
                      {can('instrument.edit') && <Link to="/programmes">{t('ui.visit.make_wave')}</Link>}
                    </Nothing>
                  </Panel>
                ) : (
                  <>
                    <WaveView waves={mine} />
                    {planning && <PlanVisit waves={mine} onClose={() => setPlanning(false)} />}
                  </>
                );
              }}
            </Loaded>
          )}
        </Loaded>
      </Gate>
    </Page>
  );
}

function WaveView({ waves }: { waves: ReturnType<typeof visitWaves> }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const can = useCan();
  const [get, set] = useUrl();
  const wave = useShownWave(waves, get('wave'));
  const results = useChecklist(can('result.read') ? wave : '');
  const view = get('view') || (can('result.read') ? 'results' : 'list');
  return (
    <div className="stack">
      <div className="row between">
        <div className="filters">
          <Choose
            label={t('ui.wave')}
            value={wave}
            width={220}
            onChange={(v) => set({ wave: v })}
            options={waves.map((w) => ({ value: w.id, label: text(w.name) }))}
          />
        </div>
        <ExportButton label={t('ui.export.checklist')} input={{ report: 'checklist', wave_id: wave }} />
      </div>
      <TabBar
        label={t('ui.tab.label')}
        active={view}
        tabs={[
          ...(can('result.read')
            ? [{ key: 'results', label: t('ui.tab.results'), to: `?wave=${wave}&view=results` }]
            : []),
          { key: 'list', label: t('ui.visit.list'), to: `?wave=${wave}&view=list` },
        ]}
      />
      {view === 'results' ? (
        <Loaded of={results} rows={10}>
          {(data) => <WaveResults data={data} />}
        </Loaded>
      ) : (
        <VisitList wave={wave} bands={results.data?.bands} />
      )}
    </div>
  );
}
