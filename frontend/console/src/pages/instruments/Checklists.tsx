import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useInstruments } from '../../api/instruments';
import { useCanWhole } from '../../api/me';
import type { InstrumentKind } from '../../api/types';
import { useFormat } from '../../parts/format';
import { InstrumentState } from '../../parts/InstrumentState';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Gate, Loaded, Nothing } from '../../parts/states';
import { CreateInstrument } from './CreateInstrument';
import { Scroll } from '../../parts/Scroll';

// Checklists lists the instruments that are not answered by customers: checklists and scorecards.
export default function Checklists() {
  const { t } = useTranslation();
  const whole = useCanWhole();
  const [making, setMaking] = useState<InstrumentKind>();
  return (
    <Page title={t('ui.nav.checklists')} note={t('ui.checklist.list_note')}>
      <Gate verb="instrument.read">
        {(['checklist', 'scorecard'] as const).map((kind) => (
          <Panel
            key={kind}
            title={t(kind === 'checklist' ? 'ui.checklist.heading' : 'ui.scorecard.heading')}
            flush
            extra={
              whole('instrument.edit') && (
                <Button icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(kind)}>
                  {t(kind === 'checklist' ? 'ui.checklist.create' : 'ui.scorecard.create')}
                </Button>
              )
            }
          >
            <Rows kind={kind} />
          </Panel>
        ))}
      </Gate>
      {making && <CreateInstrument kind={making} open onClose={() => setMaking(undefined)} />}
    </Page>
  );
}

function Rows({ kind }: { kind: 'checklist' | 'scorecard' }) {
  const { t } = useTranslation();
  const { text, time } = useFormat();
  const rows = useInstruments(kind);
  const home = kind === 'checklist' ? '/checklists' : '/scorecards';
  return (
    <Loaded of={rows} rows={3}>
      {(data) =>
        data.length === 0 ? (
          <Nothing text={t('ui.checklist.none')} />
        ) : (
          <Scroll label={t(kind === 'checklist' ? 'ui.checklist.heading' : 'ui.scorecard.heading')}>
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t('ui.name')}</th>
                  <th scope="col">{t('ui.code')}</th>
                  <th scope="col">{t('ui.state')}</th>
                  <th scope="col" className="num">
                    {t('ui.changed')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">
                      <Link to={`${home}/${row.id}`} className="strong">
                        {text(row.title)}
                      </Link>
                    </th>
                    <td>
                      <code>{row.code}</code>
                    </td>
                    <td>
                      <InstrumentState state={row.state} />
                    </td>
                    <td className="num">{time(row.updated_at)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )
      }
    </Loaded>
  );
}
