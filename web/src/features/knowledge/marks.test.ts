import { expect, it } from 'vitest'
import { marked } from './marks'

const hits = (text: string, question: string) => marked(text, question).flatMap((piece) => (piece.hit ? [piece.text] : []))

it('marks words whatever their endings and capitals', () => {
  expect(hits('Spiders come at dusk; a spider waits.', 'Where is the spider?')).toEqual(['Spiders', 'spider'])
  expect(hits('Berries grow back.', 'berry')).toEqual(['Berries'])
})

it('marks the parts of names', () => {
  expect(hits('STRINGS.beefaloWool = 3', 'beefalo wool')).toEqual(['beefaloWool'])
  expect(hits('STRINGS.beefaloWool = 3', 'wool')).toEqual(['Wool'])
  expect(hits('the wool', 'beefaloWool')).toEqual(['wool'])
})

it('leaves out what every question has', () => {
  expect(hits('What is in the tower? It is the lamp.', 'What is the lamp?')).toEqual(['lamp'])
  expect(hits('这是什么灯塔的门？', '灯塔在哪里')).toEqual(['灯塔'])
})

it('marks Chinese by pairs of letters, and a letter that is asked for alone', () => {
  expect(hits('牛毛从皮弗娄牛身上剪下。', '皮弗娄牛的牛毛')).toEqual(['牛毛', '皮弗娄牛'])
  expect(hits('灯亮着，塔关了。', '灯')).toEqual(['灯'])
  expect(hits('灯亮着，塔关了。', '灯塔')).toEqual([])
})

it('reads scripts side by side', () => {
  expect(hits('Wilson威尔逊爱科学science', '威尔逊 science')).toEqual(['威尔逊', 'science'])
})

it('loses and adds no letter', () => {
  const texts = ['', '<b>lamp</b> & "灯"', '灯𠮷塔 lámp\n\n— 3.14 e\u0301 👩‍👩‍👧', 'aB1C2dEF', '・カタカナ ひらがな']
  for (const text of texts) {
    for (const question of ['', 'lamp 灯塔 𠮷', 'e', '*.[(', 'aB EF']) {
      const pieces = marked(text, question)
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      for (const [at, piece] of pieces.entries()) if (at > 0) expect(piece.hit).not.toBe(pieces[at - 1]?.hit)
    }
  }
})
