import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/types';

export function UserMenu({ me }: { me: Me }) {
  const { t } = useTranslation();
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
      <form ref={form} method="post" action="/logout" hidden />
    </>
  );
}
