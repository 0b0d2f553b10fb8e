import { CopyButton } from './copy-button';

interface CopyLinkProps {
  /** Composes the link when it is asked for. */
  readonly link: () => string;
  /** Whose link it is, for those who hear the button without its surroundings. */
  readonly of: string;
}

/** A button that copies a link, or shows it where that is refused. */
export const CopyLink = ({ link, of }: CopyLinkProps) => (
  <CopyButton text={link} called="The link" name={`Copy link: ${of}`}>
    Copy link
  </CopyButton>
);
