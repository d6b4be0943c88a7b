import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pages } from './pages.js';

export function Rail() {
  const { t } = useTranslation();
  return (
    <ul className="hl-rail-list">
      {pages.map(({ to, word, icon: Icon }) => (
        <li key={to}>
          <Link
            to={to}
            className="hl-rail-link"
            activeOptions={{ exact: to === '/', includeSearch: false }}
          >
            <Icon size={18} stroke={1.7} aria-hidden />
            {t(`shell.${word}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
