import { expect, it } from 'vitest'
import { NASTY } from '../../markdown/corpus'
import { bubblesOf, MOST } from './bubbles'

const letters = (text: string) => text.replace(/\s+/gu, '')

it('ends where Chinese sentences end', () => {
  expect(bubblesOf('你终于来了，我等了三十年。灯还亮着，可油已经不多了！你愿意留下来帮我吗？')).toEqual(['你终于来了，我等了三十年。', '灯还亮着，可油已经不多了！', '你愿意留下来帮我吗？'])
})

it('ends where English sentences end, and not at other points', () => {
  expect(bubblesOf('Mr. Byron left at 3.15 in the morning. The lamp cost him 4.50, e.g. more than he had. Will you stay here with me?')).toEqual([
    'Mr. Byron left at 3.15 in the morning.',
    'The lamp cost him 4.50, e.g. more than he had.',
    'Will you stay here with me?',
  ])
})

it('never tears what somebody is quoted with', () => {
  expect(bubblesOf('他说：“你来了。坐吧，外面风大。”然后关上了门。我没有回答他的话。')).toEqual(['他说：“你来了。坐吧，外面风大。”然后关上了门。', '我没有回答他的话。'])
  expect(bubblesOf('"You came at last. Sit down, please," she said. The door was already closed.')).toEqual(['"You came at last. Sit down, please," she said.', 'The door was already closed.'])
  expect(bubblesOf('“你终于来了，坐吧。”“外面的风很大，我不走了。”')).toEqual(['“你终于来了，坐吧。”', '“外面的风很大，我不走了。”'])
  expect(bubblesOf('“你来了。”他说，声音很轻很轻。')).toEqual(['“你来了。”他说，声音很轻很轻。'])
})

it('never tears code, gestures or formulas', () => {
  expect(bubblesOf('Run `a. b. c` and wait for it. Then go on to the next one.')).toEqual(['Run `a. b. c` and wait for it.', 'Then go on to the next one.'])
  expect(bubblesOf('*She smiles. Then she turns away.* You should not have come here.')).toEqual(['*She smiles. Then she turns away.*', 'You should not have come here.'])
  const fence = '```js\nlet a = 1. // No. Really.\n\nb()\n```'
  expect(bubblesOf(`Look at this piece of code.\n${fence}\nThat was all of it, really.`)).toEqual(['Look at this piece of code.', fence, 'That was all of it, really.'])
  expect(bubblesOf('- first. second.\n- third. fourth.\n\nAnd that is the whole list.')).toHaveLength(2)
})

it('keeps little words with what they belong to', () => {
  expect(bubblesOf('嗯。我知道了，你先回去吧。')).toEqual(['嗯。我知道了，你先回去吧。'])
  expect(bubblesOf('我知道了，你先回去吧，别等我。好。')).toEqual(['我知道了，你先回去吧，别等我。好。'])
  expect(bubblesOf('Oh! I did not see you standing there. Yes.')).toEqual(['Oh! I did not see you standing there. Yes.'])
})

it('is nothing for nothing and one for one', () => {
  expect(bubblesOf('')).toEqual([])
  expect(bubblesOf(' \n\n ')).toEqual([])
  expect(bubblesOf('Hm')).toEqual(['Hm'])
})

it('does not become a hundred', () => {
  const text = Array.from({ length: 100 }, (_, i) => `This is the sentence with number ${i}.`).join(' ')
  expect(bubblesOf(text)).toHaveLength(MOST)
})

it('loses no letter of anything', () => {
  for (const text of [...Object.values(NASTY), 'a. “b. c', '*a. b', '`', '....', '。。。', '5 * 3. And 4 * 2 as well, you know.']) {
    expect(letters(bubblesOf(text).join('\n'))).toBe(letters(text))
  }
})

it('leaves what was shown as it was while more is said', () => {
  const text = '他说：“你来了。坐吧。”我点了点头，没有说话。灯还亮着，可油已经不多了！ *He waits. Long.* And then he says: "Go. Now." I went down to the shore again.'
  for (let at = 1; at < text.length; at++) {
    const so = bubblesOf(text.slice(0, at))
    expect(bubblesOf(text).slice(0, Math.max(0, so.length - 2)), text.slice(0, at)).toEqual(so.slice(0, -2))
  }
})
