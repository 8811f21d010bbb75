import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { fill } from '../../shared/locales/fill.ts';
import { usePage } from './page-context.ts';

const useStyles = makeStyles({
  panel: { display: 'grid' },
  link: { justifySelf: 'start', padding: '8px 16px' },
  frame: {
    width: '100%',
    height: 'min(760px, 85vh)',
    border: 'none',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: '0 0 8px 8px',
  },
});

export interface TabPlace {
  readonly page: string;
  readonly subPage: string | null;
}

/** The product's tab in the pretend Teams, as that person has it. */
export function TabPanel({ place }: { place: TabPlace }) {
  const styles = useStyles();
  const { person, language, theme, strings } = usePage();
  const query = new URLSearchParams({ as: person.key, page: place.page, theme, lang: language });
  if (place.subPage !== null) query.set('sub', place.subPage);
  const address = `/sandbox/teams?${query}`;
  return (
    <div className={styles.panel}>
      <Link className={styles.link} href={address} target="_blank" rel="noopener">
        {strings.openTab}
      </Link>
      <iframe
        key={address}
        className={styles.frame}
        src={address}
        title={fill(strings.tabTitle, { name: person.name })}
      />
    </div>
  );
}
