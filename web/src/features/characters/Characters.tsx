import { lazy } from 'react'
import { NotFound } from '../../app/NotFound'
import { CharacterPage } from './CharacterPage'
import { CharactersPage } from './CharactersPage'
import { EditPage } from './EditPage'
import { MakingPage } from './MakingPage'
import { NewPage } from './NewPage'

const Memory = lazy(() => import('../memory/CharacterMemory'))
const Books = lazy(() => import('../lorebooks/CharacterBooks'))
const Knowledge = lazy(() => import('../knowledge/CharacterKnowledge'))

/** What stands beside the profile, place by place. */
const ASIDES = { memory: Memory, lorebooks: Books, knowledge: Knowledge }

/** Everything under /characters. */
export default function Characters({ path }: { path: string }) {
  if (path === '/characters') return <CharactersPage />
  if (path === '/characters/new') return <NewPage />
  const task = /^\/characters\/making\/([0-9A-Za-z_-]{1,64})$/.exec(path)?.[1]
  if (task) return <MakingPage key={task} id={task} />
  const [, id, place] = /^\/characters\/([0-9a-f-]{36})(?:\/(edit|memory|lorebooks|knowledge))?$/.exec(path) ?? []
  if (!id) return <NotFound />
  if (place === 'edit') return <EditPage key={id} id={id} />
  const aside = place === 'memory' || place === 'lorebooks' || place === 'knowledge' ? place : null
  return <CharacterPage key={id} id={id} place={aside ?? 'profile'} aside={aside && ASIDES[aside]} />
}
