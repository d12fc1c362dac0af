import { PlusOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useInstruments } from '../../api/instruments';
import { useCan } from '../../api/me';
import type { InstrumentRow } from '../../api/types';
import { useFormat } from '../../parts/format';
import { InstrumentState } from '../../parts/InstrumentState';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { Gate, Loaded, Nothing } from '../../parts/states';
import { CreateInstrument } from '../instruments/CreateInstrument';

export default function Surveys() {
  const { t } = useTranslation();
  const can = useCan();
  const surveys = useInstruments('survey', can('instrument.read'));
  const [open, setOpen] = useState(false);
  const create = can('instrument.edit') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
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

function SurveyTable({ rows }: { rows: InstrumentRow[] }) {
  const { t } = useTranslation();
  const { text, number, time } = useFormat();
  return (
    <Table
      rowKey="id"
      size="middle"
      pagination={rows.length > 20 ? { pageSize: 20, hideOnSinglePage: true } : false}
      scroll={{ x: 720 }}
      dataSource={rows}
      columns={[
        {
          title: t('ui.survey.title'),
          render: (_, row) => (
            <Link to={`/surveys/${row.id}`} className="strong">
              {text(row.title)}
            </Link>
          ),
          sorter: (a, b) => text(a.title).localeCompare(text(b.title)),
        },
        { title: t('ui.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
        { title: t('ui.state'), width: 110, render: (_, row) => <InstrumentState state={row.state} /> },
        {
          title: t('ui.survey.responses'),
          align: 'right',
          width: 110,
          className: 'num',
          render: (_, row) => (row.responses === undefined ? '—' : number(row.responses)),
          sorter: (a, b) => (a.responses ?? 0) - (b.responses ?? 0),
        },
        {
          title: t('ui.survey.last'),
          width: 160,
          className: 'num',
          render: (_, row) => time(row.last_at),
        },
      ]}
    />
  );
}
