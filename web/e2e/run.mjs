// Journeys through the app in a real browser against a real server, counted one by one.
//
//   RACONTEUR_URL          the server's address (needed)
//   E2E_SETUP_CODE         the code it printed, when it asks for one
//   E2E_MODEL              id of the model to talk to: the fake upstream's, whose answers are told by knobs in the question
//   CHROMIUM               the browser, when it is not where it usually is
//   VIEW                   1280 or 390; both when left out
//   ONLY                   part of a journey's name
//   E2E_SMTP_PORT          the port that the server sends its letters to; the journeys listen there
//   E2E_TELLER_PORT        the port where the server asks for its stories; the journeys tell them there
//   E2E_WIKI_PORT          the port of a wiki that the server may read although it is on this machine; the journeys keep it
//   E2E_TURNS_AT_ONCE      how many turns the server runs at once, when that is few enough to wait for a place
//   SCREENSHOTS            folder for pictures of the pages, when they are wanted
import { readdirSync } from 'node:fs'
import { launch, report, results, VIEWS } from './kit.mjs'
import { Post } from './post.mjs'
import { Teller } from './teller.mjs'
import { Wiki } from './wiki.mjs'

if (!process.env.RACONTEUR_URL) {
  console.error('The journeys need a running server: set RACONTEUR_URL to its address.')
  process.exit(2)
}

const files = readdirSync(new URL('./journeys/', import.meta.url)).filter((file) => file.endsWith('.mjs')).toSorted()
const browser = await launch()
const post = process.env.E2E_SMTP_PORT ? new Post() : null
await post?.open(Number(process.env.E2E_SMTP_PORT))
const teller = process.env.E2E_TELLER_PORT ? new Teller() : null
await teller?.open(Number(process.env.E2E_TELLER_PORT))
const wiki = process.env.E2E_WIKI_PORT ? new Wiki() : null
await wiki?.open(Number(process.env.E2E_WIKI_PORT))
for (const view of VIEWS.filter((one) => !process.env.VIEW || one.name === process.env.VIEW)) {
  for (const file of files) {
    const { name, journey } = await import(`./journeys/${file}`)
    if (process.env.ONLY && !name.includes(process.env.ONLY)) continue
    await report(browser, view, name, journey, { post, teller, wiki })
  }
}
await browser.close()
post?.close()
teller?.close()
wiki?.close()
console.log(`${results.passed} passed, ${results.failed} failed${results.leftOut > 0 ? `, ${results.leftOut} skipped` : ''}`)
process.exit(results.failed === 0 ? 0 : 1)
