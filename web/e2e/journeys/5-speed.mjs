import assert from 'node:assert/strict'
import { finished, inConversation, say, textOf } from '../kit.mjs'

export const name = 'five thousand tokens'

// A page that reads an answer again at each token takes many times longer at its end; how busy the machine is does not matter.
const MOST_GROWTH = 3

export async function journey(trip) {
  if (trip.view.touch) return
  const { context, page } = await trip.member()
  // The parts that are fetched once are fetched before the clock starts.
  await say(page, 'Warm up', '~text:md~tokens:60~every:1ms')
  await inConversation(page)
  await finished(page)

  await trip.step('5,000 tokens at 250 a second: the later ones cost no more than the first', async () => {
    const debug = await context.newCDPSession(page)
    await debug.send('Performance.enable')
    const script = async () => (await debug.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'ScriptDuration').value
    const start = Date.now()
    const marks = [{ at: start, used: await script() }]
    await say(page, 'All of it', '~text:md~tokens:5000~every:4ms~first:0ms')
    const over = finished(page, 120_000).then(() => true)
    while (!(await Promise.race([over, page.waitForTimeout(500)]))) marks.push({ at: Date.now(), used: await script() })
    const end = { at: Date.now(), used: await script() }
    const shown = (await textOf(page)).length
    const half = marks.findLast((mark) => mark.at <= start + (end.at - start) / 2).used
    const [first, second] = [half - marks[0].used, end.used - half]
    console.log(`      ${(first + second).toFixed(2)} s of script in ${((end.at - start) / 1000).toFixed(1)} s for ${shown} characters`)
    assert.ok(shown > 5000, `only ${shown} characters came`)
    assert.ok(second <= MOST_GROWTH * first, `${first.toFixed(2)} s in the first half, ${second.toFixed(2)} s in the second`)
  })
}
