import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAssessments } from '../../api/assessments';
import { useCan, useCanWhole } from '../../api/me';
import type { Assessment } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Gate, Loaded, Nothing } from '../../parts/states';
import { NewAssessment } from './NewAssessment';
import { Scroll } from '../../parts/Scroll';

export default function Assessments() {
  const { t } = useTranslation();
  const can = useCan();
  const whole = useCanWhole();
  const rows = useAssessments(can('assessment.read'));
  const [open, setOpen] = useState(false);
  const create = whole('assessment.edit') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
      {t('ui.assessment.create')}
    </Button>
  );
  return (
    <Page title={t('ui.nav.assessments')} note={t('ui.assessment.list_note')} actions={create}>
      <Gate verb="assessment.read">
        <Loaded of={rows}>
          {(data) => (
            <Panel flush>
              {data.length === 0 ? (
                <Nothing text={t('ui.assessment.none')}>{create}</Nothing>
              ) : (
                <AssessmentTable rows={data} />
              )}
            </Panel>
          )}
        </Loaded>
      </Gate>
      {open && <NewAssessment onClose={() => setOpen(false)} />}
    </Page>
  );
}

function AssessmentTable({ rows }: { rows: Assessment[] }) {
  const { t } = useTranslation();
  const { text, day, time } = useFormat();
  return (
    <Scroll label={t('ui.nav.assessments')}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('ui.name')}</th>
            <th scope="col">{t('ui.code')}</th>
            <th scope="col">{t('ui.state')}</th>
            <th scope="col">{t('ui.assessment.period')}</th>
            <th scope="col" className="num">
              {t('ui.changed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={`/assessments/${row.id}`} className="strong">
                  {text(row.name)}
                </Link>
              </th>
              <td>
                <code>{row.code}</code>
              </td>
              <td>
                <AssessmentState state={row.state} />
              </td>
              <td>{row.from_day ? `${day(row.from_day)} – ${day(row.to_day)}` : '—'}</td>
              <td className="num">{time(row.updated_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function AssessmentState({ state }: { state: Assessment['state'] }) {
  const { t } = useTranslation();
  return state === 'open' ? (
    <span className="chip good">● {t('ui.assessment.open')}</span>
  ) : (
    <span className="chip watch">■ {t('ui.assessment.closed')}</span>
  );
}
