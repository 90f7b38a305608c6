// What a model says of somebody whose character is made: to each of the nine questions an answer in the form that is
// asked for, with a sentence of the source where there is one, in Chinese or English.

const LISTS = new Set(['experiences', 'relationships'])

/** The question about one facet of a character, if this is one: its fields and the source that it is about. */
export function portraitIn(messages) {
  const all = messages.map(({ content }) => content).join('\n')
  const source = /<<<SOURCE-\w+\n([\s\S]*?)\nSOURCE-\w+>>>/.exec(all)?.[1]
  if (source === undefined) return null
  const question = messages.at(-1).content
  const fields = [...question.matchAll(/(\w+) \([^)]*\)/g)].map(([, field]) => field)
  return { source, fields, zh: /\p{Script=Han}/u.test(question) }
}

export function portray({ source, fields, zh }) {
  const quote = /[^。.\n#]{8,}[。.]/.exec(source)?.[0].trim() ?? ''
  const first = source.replace(/^#+\s*/, '').split('\n')[0].slice(0, 20)
  if (fields.length === 0) {
    return zh
      ? { brief: `${first}守着一盏灯。他在塔里住了三十年，从未离开。`, greeting: '“你来晚了，灯一直在找你。”他没有回头，手还放在灯座上。' }
      : { brief: `${first} keeps a lamp. Thirty years in the tower have not made the stairs shorter.`, greeting: '“You are late. The lamp has been asking for you,” he says without turning round.' }
  }
  const said = (field, at) => ({ text: zh ? `${at === 0 ? '出自来源' : '推断'}的 ${field}，一句话说完` : `What is ${at === 0 ? 'told' : 'concluded'} of ${field.replaceAll('_', ' ')}`, quote: at === 0 ? quote : '' })
  return Object.fromEntries(fields.map((field, at) => [field, LISTS.has(field) ? [said(field, 0), said(`${field} 2`, 1)] : said(field, at)]))
}
