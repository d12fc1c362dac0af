import { PlusOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAssessments } from '../../api/assessments';
import { useCan } from '../../api/me';
import type { Assessment } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Gate, Loaded, Nothing } from '../../parts/states';
import { NewAssessment } from './NewAssessment';

export default function Assessments() {
  const { t } = useTranslation();
  const can = useCan();
  const rows = useAssessments(can('assessment.read'));
  const [open, setOpen] = useState(false);
  const create = can('assessment.edit') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
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
    <Table
      rowKey="id"
      size="middle"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={rows}
      columns={[
        {
          title: t('ui.name'),
          render: (_, row) => (
            <Link to={`/assessments/${row.id}`} className="strong">
              {text(row.name)}
            </Link>
          ),
        },
        { title: t('ui.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
        { title: t('ui.state'), render: (_, row) => <AssessmentState state={row.state} /> },
        {
          title: t('ui.assessment.period'),
          className: 'num',
          render: (_, row) => (row.from_day ? `${day(row.from_day)} – ${day(row.to_day)}` : '—'),
        },
        { title: t('ui.changed'), className: 'num', render: (_, row) => time(row.updated_at) },
      ]}
    />
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
