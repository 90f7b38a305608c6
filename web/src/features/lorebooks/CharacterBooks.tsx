import { useT } from '../../i18n/t'
import type { Character } from '../characters/wire'

/** The lorebooks of a character; their place on the character's page. */
export default function CharacterBooks({ character }: { character: Character }) {
  const t = useT()
  return <p data-character={character.id}>{t('character.soon')}</p>
}
