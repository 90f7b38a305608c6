import { useT } from '../../i18n/t'
import type { Character } from '../characters/wire'

/** What a character remembers; its place on the character's page. */
export default function CharacterMemory({ character }: { character: Character }) {
  const t = useT()
  return <p data-character={character.id}>{t('character.soon')}</p>
}
