import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import { Icon, type IconName } from './Icon.js';

export type Look = 'primary' | 'plain' | 'quiet' | 'danger';
type Props = Omit<ButtonProps, 'className' | 'style'> & { look?: Look; icon?: IconName; wide?: boolean; children?: React.ReactNode };

export function Button({ look = 'plain', icon, wide = false, children, ...props }: Props) {
  return (
    <AriaButton {...props} className={`button button-${look}${wide ? ' button-wide' : ''}`}>
      {icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

/** A button that shows an icon alone; its name is for assistive technology and the tooltip. */
export function IconButton({ icon, label, look = 'quiet', pressed, ...props }: Omit<ButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & { icon: IconName; label: string; look?: Look; pressed?: boolean }) {
  return (
    <AriaButton {...props} aria-label={label} className={`button button-icon button-${look}`} {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      render={(dom) => <button {...dom} title={label} />}>
      <Icon name={icon} />
    </AriaButton>
  );
}
