import { go, link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Avatar } from '../../ui/Avatar'
import { Menu, type MenuItem } from '../../ui/Menu'
import galleryStyles from './gallery.module.css'
import styles from './characters.module.css'
import { copyOf, removed, talkTo } from './deeds'
import { makingOf, pageOf } from './place'
import type { CharacterCard } from './wire'

const TAGS = 3

/** A character in the gallery: its picture, name and one line; one that is being made leads to where one can watch. */
export function CharacterTile({ card }: { card: CharacterCard }) {
  const t = useT()
  const { id, name, brief, tags, visibility, own, creating } = card
  const items: MenuItem[] = []
  if (creating === null) items.push({ icon: 'chat', label: t('character.talk'), choose: () => void talkTo(id) })
  if (own && creating === null) items.push({ icon: 'pencil', label: t('character.edit'), choose: () => go(pageOf(id, 'edit')) })
  if (creating === null) items.push({ icon: 'copy', label: t('character.copy'), choose: () => void copyOf(card) })
  if (own) items.push({ icon: 'bin', label: t('character.delete'), danger: true, choose: () => void removed(card) })
  return (
    <li className={galleryStyles.tile} data-character={id}>
      <a {...link(creating === null ? pageOf(id) : makingOf(creating))} className={galleryStyles.tileLink}>
        <Avatar name={name} src={card.avatar_url} size={64} />
        <span className={galleryStyles.tileWords}>
          <strong>{name}</strong>
          {creating === null ? <span className={galleryStyles.tileBrief}>{brief || t('character.brief.none')}</span> : <span className={galleryStyles.creating}>{t('characters.creating')}</span>}
          <span className={galleryStyles.tileFacts}>
            {visibility !== 'private' && own && <span className={galleryStyles.seen}>{t(`character.visibility.${visibility}`)}</span>}
            {tags.slice(0, TAGS).map((tag) => (
              <span key={tag} className={styles.tag}>
                {tag}
              </span>
            ))}
            {tags.length > TAGS && <span className={styles.tag}>+{tags.length - TAGS}</span>}
          </span>
        </span>
      </a>
      <Menu label={t('characters.actions', { name })} className={galleryStyles.tileMenu} items={items} />
    </li>
  )
}
