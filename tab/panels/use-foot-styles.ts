import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

/** The line at the end of a page: words on the left, one way on at the right. */
export const useFootStyles = makeStyles({
  foot: {
    ...typographyStyles.caption1,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: '4px 24px',
    paddingTop: '4px',
    color: tokens.colorNeutralForeground3,
  },
  words: { maxWidth: '880px', textWrap: 'pretty' },
  link: { ...typographyStyles.caption1, padding: '4px 0' },
});
