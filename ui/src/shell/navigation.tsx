import { IconDots } from '@tabler/icons-react';
import { Menu } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../data/use-me.ts';
import { useSite } from '../data/site.ts';
import { pages } from './pages.ts';
import type { PageLink } from './pages.ts';

function PageLinkItem({ page }: { readonly page: PageLink }) {
  const { t } = useTranslation('shell');
  const Shape = page.icon;
  return (
    <Link
      to={page.to}
      className="nav-link"
      activeOptions={{ exact: page.to === '/', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
    >
      <Shape size={24} stroke={1.75} aria-hidden="true" />
      <span className="nav-short">{t(`bar.${page.key}`)}</span>
      <span className="nav-long">{t(`page.${page.key}`)}</span>
    </Link>
  );
}

/** The rail of tablets and desks; the bar of phones, where a thumb reaches it. */
export function Navigation() {
  const { t } = useTranslation('shell');
  const may = useMay();
  const site = useSite();
  const router = useRouter();
  const allowed = pages.filter(({ needs }) => may(needs));
  const more = allowed.filter(({ first }) => !first);
  return (
    <nav className="nav" aria-label={t('pages')}>
      <p className="nav-site">{site?.name ?? 'LifeOps'}</p>
      <ul>
        {allowed.map((page) => (
          <li key={page.to} data-more={!page.first || undefined}>
            <PageLinkItem page={page} />
          </li>
        ))}
        {more.length > 0 && (
          <li className="nav-more">
            <Menu position="top-end" width={240} offset={12} radius="lg" shadow="lg">
              <Menu.Target>
                <button type="button" className="nav-link">
                  <IconDots size={24} stroke={1.75} aria-hidden="true" />
                  <span>{t('more')}</span>
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                {more.map(({ to, key, icon: Shape }) => (
                  <Menu.Item
                    key={to}
                    className="menu-item"
                    leftSection={<Shape size={22} stroke={1.75} aria-hidden="true" />}
                    onClick={() => void router.navigate({ to })}
                  >
                    {t(`page.${key}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </li>
        )}
      </ul>
    </nav>
  );
}
