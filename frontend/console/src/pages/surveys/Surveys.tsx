import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useInstruments } from '../../api/instruments';
import { useCan, useCanWhole } from '../../api/me';
import type { Instrument } from '../../api/types';
import { useFormat } from '../../parts/format';
import { InstrumentState } from '../../parts/InstrumentState';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Gate, Loaded, Nothing } from '../../parts/states';
import { CreateInstrument } from '../instruments/CreateInstrument';
import { Scroll } from '../../parts/Scroll';

export default function Surveys() {
  const { t } = useTranslation();
  const can = useCan();
  const whole = useCanWhole();
  const surveys = useInstruments('survey', can('instrument.read'));
  const [open, setOpen] = useState(false);
  const create = whole('instrument.edit') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
      {t('ui.survey.create')}
    </Button>
  );
  return (
    <Page title={t('ui.nav.surveys')} note={t('ui.survey.list_note')} actions={create}>
      <Gate verb="instrument.read">
        <Loaded of={surveys}>
          {(rows) =>
            rows.length === 0 ? (
              <Panel>
                <Nothing text={t('ui.survey.none')}>{create}</Nothing>
              </Panel>
            ) : (
              <Panel flush>
                <SurveyTable rows={rows} />
              </Panel>
            )
          }
        </Loaded>
      </Gate>
      <CreateInstrument kind="survey" open={open} onClose={() => setOpen(false)} />
    </Page>
  );
}

function SurveyTable({ rows }: { rows: Instrument[] }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t('ui.nav.surveys')}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('ui.survey.title')}</th>
            <th scope="col">{t('ui.code')}</th>
            <th scope="col">{t('ui.state')}</th>
            <th scope="col" className="num">
              {t('ui.survey.responses')}
            </th>
            <th scope="col" className="num">
              {t('ui.survey.last_day')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SurveyRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function SurveyRow({ row }: { row: Instrument }) {
  const { text, number, day } = useFormat();
  return (
    <tr>
      <th scope="row">
        <Link to={`/surveys/${row.id}`} className="strong">
          {text(row.title)}
        </Link>
      </th>
      <td>
        <code>{row.code}</code>
      </td>
      <td>
        <InstrumentState state={row.state} />
      </td>
      <td className="num">{typeof row.responses === 'number' ? number(row.responses) : '—'}</td>
      <td className="num">{day(row.last_day)}</td>
    </tr>
  );
}
