import type { ReactNode } from 'react';
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHub } from '../data/context.ts';
import { useMe } from '../data/use-me.ts';
import { languageNames, languages, useLanguage } from '../i18n/use-language.ts';
import { switchLanguage } from '../i18n/setup.ts';

/** Who is signed in; language, light and dark, the way out. */
export function PersonMenu() {
  const { t, i18n } = useTranslation('shell');
  const { client, session } = useHub();
  const me = useMe();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = me?.user?.name ?? '';
  const signOut = async () => {
    // The token is forgotten here even where the hub cannot be told.
    await client.call('auth.sign_out', {}).catch(() => undefined);
    session.end();
  };
  return (
    <Menu position="bottom-end" radius="lg" shadow="xl" width={264} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className="bar-button" aria-label={t('person.menu', { name })}>
          <span className="person-mark" aria-hidden="true">
            {name.slice(0, 1).toUpperCase() || '·'}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {name !== '' && <Menu.Label>{t('person.signed_in', { name })}</Menu.Label>}
        <SegmentedControl
          fullWidth
          aria-label={t('theme.label')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
          data={[
            { value: 'light', label: <ThemeOption icon={<IconSun size={20} />} text={t('theme.light')} /> },
            { value: 'dark', label: <ThemeOption icon={<IconMoon size={20} />} text={t('theme.dark')} /> },
            {
              value: 'auto',
              label: <ThemeOption icon={<IconDeviceDesktop size={20} />} text={t('theme.auto')} />,
            },
          ]}
        />
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        {languages.map((each) => (
          <Menu.Item
            key={each}
            className="menu-item"
            lang={each}
            aria-current={each === language}
            rightSection={each === language ? <IconCheck size={18} aria-hidden="true" /> : undefined}
            onClick={() => void switchLanguage(i18n, each)}
          >
            {languageNames[each]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          className="menu-item"
          leftSection={<IconLogout size={20} aria-hidden="true" />}
          onClick={() => void signOut()}
        >
          {t('person.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ThemeOption({ icon, text }: { readonly icon: ReactNode; readonly text: string }) {
  return (
    <span className="theme-option">
      <span aria-hidden="true">{icon}</span>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
