import { useRef } from 'react'
import { Button, type Look } from './Button'
import { Icon } from './Icon'

interface Props {
  label: string
  name: string
  /** Endings and media types that are offered to choose from. */
  accept?: string
  multiple?: boolean
  /** A folder is chosen, which comes as all files in it. */
  folder?: boolean
  /** It stands among words and not among buttons with pictures. */
  plain?: boolean
  look?: Look | undefined
  size?: 'small' | undefined
  disabled?: boolean
  take: (files: readonly File[]) => void
}

/** A button that lets files be chosen; the same file can be chosen twice. */
export function FileButton({ label, name, accept, multiple = false, folder = false, plain = false, look, size, disabled = false, take }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        name={name}
        accept={accept}
        multiple={multiple}
        {...(folder ? { webkitdirectory: '' } : {})}
        aria-label={label}
        hidden
        onChange={(event) => {
          take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button look={look} size={size} disabled={disabled} onClick={() => input.current?.click()}>
        {!plain && <Icon name="file" />}
        {label}
      </Button>
    </>
  )
}
