import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, DatePicker, Form, Input, Modal, Popconfirm } from 'antd';
import type { Dayjs } from 'dayjs';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateKey, useKeys, useRevokeKey } from '../../api/admin';
import { MeContext } from '../../api/me';
import type { APIKey } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { ErrorState, Loaded, Nothing } from '../../parts/states';
import { Secret } from './Secret';
import { verbKeys } from './verbs';
import { Scroll } from '../../parts/Scroll';

export default function Keys() {
  const { t } = useTranslation();
  const keys = useKeys();
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState('');
  return (
    <>
      <Panel
        title={t('ui.key.heading')}
        note={t('ui.key.note')}
        flush
        extra={
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
            {t('ui.key.create')}
          </Button>
        }
      >
        <Loaded of={keys}>
          {(rows) => (rows.length === 0 ? <Nothing text={t('ui.key.none')} /> : <KeyTable rows={rows} />)}
        </Loaded>
      </Panel>
      {open && (
        <NewKey
          onClose={() => setOpen(false)}
          onMade={(key) => {
            setOpen(false);
            setSecret(key);
          }}
        />
      )}
      <Secret title={t('ui.key.made')} secret={secret} onClose={() => setSecret('')} />
    </>
  );
}

function KeyTable({ rows }: { rows: APIKey[] }) {
  const { t } = useTranslation();
  const { time, list } = useFormat();
  const revoke = useRevokeKey();
  return (
    <Scroll label={t('ui.key.heading')}>
      {revoke.error && <ErrorState error={revoke.error} />}
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('ui.name')}</th>
            <th scope="col">{t('ui.key.prefix')}</th>
            <th scope="col">{t('ui.key.verbs')}</th>
            <th scope="col">{t('ui.key.used')}</th>
            <th scope="col">{t('ui.key.expires')}</th>
            <th scope="col">
              <span className="unseen">{t('ui.key.revoke')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((key) => (
            <tr key={key.id}>
              <th scope="row">{key.name}</th>
              <td>
                <code>{key.prefix}…</code>
              </td>
              <td className="wrap">{list(key.verbs.map((v) => t(verbKeys[v] ?? 'ui.verb.other')))}</td>
              <td className="date">{time(key.used_at)}</td>
              <td className="date">{key.expires_at ? time(key.expires_at) : t('ui.key.never')}</td>
              <td>
                {key.revoked ? (
                  <span className="chip watch">■ {t('ui.key.revoked')}</span>
                ) : (
                  <Popconfirm
                    title={t('ui.key.revoke_ask', { Name: key.name })}
                    okText={t('ui.key.revoke')}
                    cancelText={t('ui.cancel')}
                    onConfirm={() => revoke.mutateAsync(key.id).catch(() => undefined)}
                  >
                    <Button size="small" danger>
                      {t('ui.key.revoke')}
                    </Button>
                  </Popconfirm>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function NewKey({ onClose, onMade }: { onClose: () => void; onMade: (key: string) => void }) {
  const { t } = useTranslation();
  const me = useContext(MeContext);
  const [form] = Form.useForm<{ name: string; verbs: string[]; expires?: Dayjs }>();
  const create = useCreateKey();
  return (
    <Modal
      open
      title={t('ui.key.create')}
      okText={t('ui.key.make')}
      cancelText={t('ui.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {create.error && <ErrorState error={create.error} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ name, verbs, expires }) =>
          create.mutate(
            { name, verbs, expires_at: expires?.endOf('day').toISOString() },
            { onSuccess: (made) => onMade(made.key ?? '') },
          )
        }
      >
        <Form.Item name="name" label={t('ui.name')} rules={[{ required: true, message: t('ui.name_needed') }]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="verbs" label={t('ui.key.verbs')} rules={[{ required: true, message: t('ui.choose') }]}>
          <Checkbox.Group
            className="verb-list"
            options={(me?.verbs ?? []).map((v) => ({ value: v, label: t(verbKeys[v] ?? 'ui.verb.other') }))}
          />
        </Form.Item>
        <Form.Item name="expires" label={t('ui.key.expires')} extra={t('ui.key.expires_note')}>
          <DatePicker />
        </Form.Item>
      </Form>
    </Modal>
  );
}
