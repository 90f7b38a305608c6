import assert from 'node:assert/strict'
import { finished, inConversation, say, textOf } from '../kit.mjs'

export const name = 'five thousand tokens'

const MOST_SCRIPT = 2

export async function journey(trip) {
  if (trip.view.touch) return
  const { context, page } = await trip.member()
  // The parts that are fetched once are fetched before the clock starts.
  await say(page, 'Warm up', '~text:md~tokens:60~every:1ms')
  await inConversation(page)
  await finished(page)

  await trip.step(`250 a second cost at most ${MOST_SCRIPT} s of script in 20 s`, async () => {
    const debug = await context.newCDPSession(page)
    await debug.send('Performance.enable')
    const script = async () => (await debug.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'ScriptDuration').value
    const before = await script()
    const start = Date.now()
    await say(page, 'All of it', '~text:md~tokens:5000~every:4ms~first:0ms')
    await finished(page, 120_000)
    const used = (await script()) - before
    const shown = (await textOf(page)).length
    console.log(`      ${used.toFixed(2)} s of script in ${((Date.now() - start) / 1000).toFixed(1)} s for ${shown} characters`)
    assert.ok(shown > 5000, `only ${shown} characters came`)
    assert.ok(used <= MOST_SCRIPT, `${used.toFixed(2)} s`)
  })
}
