import { PlusOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeUser, useRoles, useUsers } from '../../api/admin';
import { MeContext } from '../../api/me';
import { useById, useClients, useUnits } from '../../api/places';
import type { Grant, User } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { ErrorState, Loaded } from '../../parts/states';
import { Secret } from './Secret';
import { UserForm } from './UserForm';
import { Scroll } from '../../parts/Scroll';

export default function Users() {
  const { t } = useTranslation();
  const users = useUsers();
  const [editing, setEditing] = useState<User | 'new'>();
  const [password, setPassword] = useState('');
  return (
    <>
      <Panel
        title={t('ui.user.heading')}
        flush
        extra={
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
            {t('ui.user.create')}
          </Button>
        }
      >
        <Loaded of={users}>{(rows) => <UserTable rows={rows} onEdit={setEditing} onPassword={setPassword} />}</Loaded>
      </Panel>
      {editing && (
        <UserForm
          user={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onMade={(first) => {
            setEditing(undefined);
            setPassword(first);
          }}
        />
      )}
      <Secret title={t('ui.user.password')} secret={password} onClose={() => setPassword('')} />
    </>
  );
}

interface TableProps {
  rows: User[];
  onEdit: (user: User) => void;
  onPassword: (password: string) => void;
}

function UserTable({ rows, onEdit, onPassword }: TableProps) {
  const { t } = useTranslation();
  const me = useContext(MeContext);
  const change = useChangeUser();
  const reset = (user: User) =>
    change
      .mutateAsync({ id: user.id, reset_password: true })
      .then((made) => onPassword(made.password ?? ''))
      .catch(() => undefined);
  return (
    <Scroll label={t('ui.user.heading')}>
      {change.error && <ErrorState error={change.error} />}
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('ui.user.name')}</th>
            <th scope="col">{t('ui.user.email')}</th>
            <th scope="col">{t('ui.user.grants')}</th>
            <th scope="col">{t('ui.state')}</th>
            <th scope="col">
              <span className="unseen">{t('ui.edit')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((user) => (
            <tr key={user.id}>
              <th scope="row">{user.name}</th>
              <td>{user.email}</td>
              <td className="wrap">
                {user.grants.map((g) => (
                  <GrantText key={g.id} grant={g} />
                ))}
              </td>
              <td>
                {user.disabled ? (
                  <span className="chip watch">■ {t('ui.user.disabled')}</span>
                ) : (
                  <span className="chip good">● {t('ui.user.active')}</span>
                )}
              </td>
              <td>
                <span className="row tight">
                  <Button size="small" onClick={() => onEdit(user)}>
                    {t('ui.user.edit_grants')}
                  </Button>
                  <Popconfirm
                    title={t('ui.user.reset_ask', { Name: user.name })}
                    okText={t('ui.user.reset')}
                    cancelText={t('ui.cancel')}
                    onConfirm={() => reset(user)}
                  >
                    <Button size="small">{t('ui.user.reset')}</Button>
                  </Popconfirm>
                  {user.id !== me?.user.id && (
                    <Popconfirm
                      title={t(user.disabled ? 'ui.user.enable_ask' : 'ui.user.disable_ask', { Name: user.name })}
                      okText={t(user.disabled ? 'ui.user.enable' : 'ui.user.disable')}
                      cancelText={t('ui.cancel')}
                      onConfirm={() =>
                        change.mutateAsync({ id: user.id, disabled: !user.disabled }).catch(() => undefined)
                      }
                    >
                      <Button size="small" danger={!user.disabled}>
                        {t(user.disabled ? 'ui.user.enable' : 'ui.user.disable')}
                      </Button>
                    </Popconfirm>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function GrantText({ grant }: { grant: Grant }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const role = useById(useRoles().data).get(grant.role_id);
  const client = useById(useClients().data).get(grant.client_id);
  const unit = useById(useUnits().data).get(grant.unit_id);
  const where = unit ? text(unit.name) : client ? text(client.name) : t('ui.user.everywhere');
  return (
    <span className="chip brand">
      {text(role?.name)} · {where}
    </span>
  );
}
