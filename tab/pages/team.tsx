import { useTranslation } from 'react-i18next';
import TimePage from './time.tsx';

/** *My team*: a team's figures as whoever leads it sees them, for the reps whom they include (R4). Nothing to change. */
export default function TeamPage({ subPage }: { subPage: string | null }) {
  const { t } = useTranslation();
  return <TimePage subPage={subPage} aboveFigures={[t('team.same')]} />;
}
