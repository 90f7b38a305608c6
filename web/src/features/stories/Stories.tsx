import { NotFound } from '../../app/NotFound'
import { codeIn } from '../party/code'
import { JoinPage } from '../party/JoinPage'
import { TablePage } from '../party/TablePage'
import { EditorPage } from '../scenarios/EditorPage'
import { ScenariosPage } from '../scenarios/ScenariosPage'
import { BeginningPage } from './BeginningPage'
import { NewStoryPage } from './NewStoryPage'
import { isJoining } from './place'
import { StoriesPage } from './StoriesPage'
import { StoryPage } from './StoryPage'

/** Everything under /stories, and the way to a table. */
export default function Stories({ path }: { path: string }) {
  if (path === '/stories') return <StoriesPage />
  if (path === '/stories/new') return <NewStoryPage />
  if (path === '/stories/begin') return <BeginningPage />
  if (path === '/stories/scenarios') return <ScenariosPage />
  const scenario = /^\/stories\/scenarios\/(new|[0-9a-f-]{36})$/.exec(path)?.[1]
  if (scenario) return <EditorPage key={scenario} id={scenario === 'new' ? null : scenario} />
  if (isJoining(path)) return <JoinPage key={path} carried={codeIn(path)} />
  const table = /^\/stories\/([0-9a-f-]{36})\/table$/.exec(path)?.[1]
  if (table) return <TablePage key={table} id={table} />
  const id = /^\/stories\/([0-9a-f-]{36})$/.exec(path)?.[1]
  return id ? <StoryPage key={id} id={id} /> : <NotFound />
}
