import type { ReactNode } from 'react'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'

interface Props {
  code: string
  message: string
  paste: () => void
  other: () => void
  children?: ReactNode
}

/** A source that could not be read: the server's own words for it, and the ways round. */
export function SourceTrouble({ code, message, paste, other, children }: Props) {
  const t = useT()
  const source = code.startsWith('SOURCE_') || code === 'ADDRESS_REFUSED' || code === 'NOT_FOUND'
  return (
    // The server knows better than the code what was in the way: a check page, a closed door, nothing to read.
    <Notice code={code} message={message} happened={source && message !== '' ? message : undefined} kept={t('making.kept')} todo={source ? '' : undefined}>
      {children}
      {source && (
        <Button size="small" onClick={paste}>
          {t('making.paste')}
        </Button>
      )}
      <Button size="small" onClick={other}>
        {t(source ? 'making.other' : 'making.back')}
      </Button>
    </Notice>
  )
}
