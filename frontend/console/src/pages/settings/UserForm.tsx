import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChangeUser, useCreateUser, useRoles, type GrantInput } from '../../api/admin';
import { useClients, useUnits } from '../../api/places';
import type { User } from '../../api/types';
import { useFormat } from '../../parts/format';
import { ErrorState, Loading } from '../../parts/states';

interface Fields {
  email: string;
  name: string;
  lang: 'zh' | 'en';
  grants: { role: string; where: string }[];
}

interface Props {
  user?: User;
  onClose: () => void;
  onMade: (password: string) => void;
}

// UserForm makes a person or changes what they were granted: a role, everywhere, for a client or for a unit.
export function UserForm({ user, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const { text, lang } = useFormat();
  const [form] = Form.useForm<Fields>();
  const roles = useRoles();
  const clients = useClients();
  const units = useUnits();
  const create = useCreateUser();
  const change = useChangeUser();
  const ready = roles.data && clients.data && units.data;

  // A place is written "client/unit", so that one list holds everything, clients and units.
  const places = [
    { value: '/', label: t('ui.user.everywhere') },
    ...(clients.data ?? []).flatMap((c) => [
      { value: `${c.id}/`, label: text(c.name) },
      ...(units.data ?? [])
        .filter((u) => u.client_id === c.id)
        .map((u) => ({ value: `${c.id}/${u.id}`, label: `${text(c.name)} › ${text(u.name)}` })),
    ]),
  ];
  const grantsOf = (fields: Fields): GrantInput[] =>
    fields.grants.map(({ role, where }) => {
      const [client = '', unit = ''] = where.split('/');
      return { role, client_id: client || undefined, unit_id: unit || undefined };
    });
  const save = (fields: Fields) =>
    user
      ? change.mutate({ id: user.id, grants: grantsOf(fields) }, { onSuccess: onClose })
      : create.mutate(
          { email: fields.email, name: fields.name, lang: fields.lang, grants: grantsOf(fields) },
          { onSuccess: (made) => onMade(made.password ?? '') },
        );
  const error = create.error ?? change.error;
  const roleCode = (id: string) => roles.data?.find((r) => r.id === id)?.code ?? '';
  return (
    <Modal
      open
      title={user ? t('ui.user.grants_of', { Name: user.name }) : t('ui.user.create')}
      okText={t('ui.save')}
      cancelText={t('ui.cancel')}
      confirmLoading={create.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error && <ErrorState error={error} />}
      {!ready ? (
        <Loading rows={3} />
      ) : (
        <Form
          form={form}
          layout="vertical"
          onFinish={save}
          initialValues={{
            lang,
            grants: user
              ? user.grants.map((g) => ({ role: roleCode(g.role_id), where: `${g.client_id}/${g.unit_id}` }))
              : [{ role: 'viewer', where: '/' }],
          }}
        >
          {!user && (
            <>
              <Form.Item
                name="name"
                label={t('ui.user.name')}
                rules={[{ required: true, message: t('ui.user.name_needed') }]}
              >
                <Input maxLength={80} autoComplete="off" />
              </Form.Item>
              <Form.Item
                name="email"
                label={t('ui.user.email')}
                rules={[{ required: true, type: 'email', message: t('ui.user.email_needed') }]}
              >
                <Input autoComplete="off" inputMode="email" />
              </Form.Item>
              <Form.Item name="lang" label={t('ui.language')}>
                <Select
                  options={[
                    { value: 'zh', label: '中文' },
                    { value: 'en', label: 'English' },
                  ]}
                />
              </Form.Item>
            </>
          )}
          <Form.List name="grants">
            {(rows, { add, remove }) => (
              <fieldset className="grants">
                <legend>{t('ui.user.grants')}</legend>
                {rows.map(({ key, name }) => (
                  <div key={key} className="row nowrap">
                    <Form.Item name={[name, 'role']} rules={[{ required: true, message: t('ui.choose') }]}>
                      <Select
                        aria-label={t('ui.user.role')}
                        options={roles.data.map((r) => ({ value: r.code, label: text(r.name) }))}
                      />
                    </Form.Item>
                    <Form.Item name={[name, 'where']}>
                      <Select aria-label={t('ui.user.where')} options={places} />
                    </Form.Item>
                    <Button
                      icon={<DeleteOutlined aria-hidden />}
                      aria-label={t('ui.remove')}
                      onClick={() => remove(name)}
                    />
                  </div>
                ))}
                <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({ role: 'viewer', where: '/' })}>
                  {t('ui.user.add_grant')}
                </Button>
              </fieldset>
            )}
          </Form.List>
        </Form>
      )}
    </Modal>
  );
}
