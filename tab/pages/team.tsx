import TimePage from './time.tsx';

/** *My team*: a team's figures as whoever leads it sees them, for the reps whom they include (R4). Nothing to change. */
export default function TeamPage({ subPage }: { subPage: string | null }) {
  return <TimePage subPage={subPage} />;
}
