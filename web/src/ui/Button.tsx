import type { ButtonHTMLAttributes } from 'react'
import { Icon, type IconName } from './Icon'
import styles from './ui.module.css'

export type Look = 'primary' | 'quiet' | 'danger'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look | undefined
  size?: 'small' | 'wide' | undefined
  [data: `data-${string}`]: boolean | string | undefined
}

export function Button({ look, size, className, ...rest }: Props) {
  const classes = [styles.button, look && styles[look], size && styles[size], className]
  return <button type="button" {...rest} className={classes.filter(Boolean).join(' ')} />
}

interface IconProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName
  label: string
  large?: boolean
}

/** A button that is only a picture; its name is read out and shown when the pointer rests on it. */
export function IconButton({ icon, label, large = false, className, ...rest }: IconProps) {
  const classes = [styles.iconButton, large && styles.large, className]
  return (
    <button type="button" aria-label={label} title={label} {...rest} className={classes.filter(Boolean).join(' ')}>
      <Icon name={icon} />
    </button>
  )
}
