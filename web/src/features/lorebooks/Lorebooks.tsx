import { NotFound } from '../../app/NotFound'
import { BookPage } from './BookPage'
import { BooksPage } from './BooksPage'
import { LOREBOOKS, placeIn } from './place'

/** Everything under /lorebooks. */
export default function Lorebooks({ path }: { path: string }) {
  if (path === LOREBOOKS) return <BooksPage />
  const at = placeIn(path)
  return at ? <BookPage key={at.id} id={at.id} place={at.place} /> : <NotFound />
}
