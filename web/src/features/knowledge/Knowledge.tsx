import { NotFound } from '../../app/NotFound'
import { CollectionPage } from './CollectionPage'
import { CollectionsPage } from './CollectionsPage'
import { KNOWLEDGE, partIn } from './place'

/** Everything under /knowledge. */
export default function Knowledge({ path }: { path: string }) {
  if (path === KNOWLEDGE) return <CollectionsPage />
  const at = partIn(path)
  return at ? <CollectionPage key={at.id} id={at.id} part={at.part} /> : <NotFound />
}
