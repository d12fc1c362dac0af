import { KeyOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/types';
import { PasswordDialog } from './PasswordDialog';

export function UserMenu({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            { key: 'who', label: me.user.email, disabled: true },
            { type: 'divider' },
            {
              key: 'password',
              icon: <KeyOutlined aria-hidden />,
              label: t('ui.password.change'),
              onClick: () => setChanging(true),
            },
            {
              key: 'out',
              icon: <LogoutOutlined aria-hidden />,
              label: t('ui.sign_out'),
              onClick: () => form.current?.submit(),
            },
          ],
        }}
      >
        <Button
          type="text"
          icon={<UserOutlined aria-hidden />}
          className="who"
          aria-label={`${t('ui.account')} ${me.user.name}`}
        >
          <span className="who-name">{me.user.name}</span>
        </Button>
      </Dropdown>
      {changing && <PasswordDialog me={me} onClose={() => setChanging(false)} />}
      <form ref={form} method="post" action="/logout" hidden />
    </>
  );
}
